import type { Split } from './mapping.ts'

const prices: ReadonlySet<string> = new Set(['price', 'bid', 'ask', 'open', 'high', 'low', 'close'])
const amounts: ReadonlySet<string> = new Set(['qty', 'bid_size', 'ask_size', 'volume', 'buy_volume', 'amount'])

/**
 * Counts in the shares of the file's beginning: after a split of one share into n, prices are n times those of the file, and
 * quantities an n-th. What came before stays as it was, so nothing is known of a split before its day.
 */
export function splitBy(splits: readonly Split[], names: readonly string[]) {
  if (splits.length === 0) return undefined
  const bySymbol = new Map<string, Split[]>()
  for (const split of splits) bySymbol.set(split.symbol, [...(bySymbol.get(split.symbol) ?? []), split])
  return (fields: number[], symbol: string | undefined, at: number): void => {
    let ratio = 1
    for (const split of bySymbol.get(symbol ?? '') ?? []) if (split.from <= at) ratio *= split.ratio
    if (ratio === 1) return
    for (const [k, name] of names.entries()) {
      if (prices.has(name)) fields[k]! *= ratio
      else if (amounts.has(name)) fields[k]! /= ratio
    }
  }
}
