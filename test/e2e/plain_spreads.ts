import { capturedVenue } from './plain_captures.ts'

/** One leg of the plain computation: a capture of Binance and what trading there costs. */
export interface Leg {
  readonly name: string
  readonly file: string
  readonly fee: number
}

export interface PairTotals {
  ticks: number
  fires_ticks: number
  rising_edges: number
  sum_profit: number
  max_profit: number
}

interface Quote {
  readonly received: number
  readonly origin: number
  readonly leg: number
  readonly bid: number
  readonly ask: number
}

/**
 * The definition of spread_signals over recorded quotes, written down once more without any of the project's code:
 * every pair ticks at every quote of either leg while both are younger than `age` µs.
 */
export function plainSpreads(legs: readonly Leg[], threshold: number, age: number): Record<string, PairTotals> {
  const quotes = legs.flatMap((leg, i) => readQuotes(leg, i))
  quotes.sort((a, b) => a.received - b.received)
  const latest: (Quote | undefined)[] = legs.map(() => undefined)
  const totals: Record<string, PairTotals> = {}
  const above = new Map<string, boolean>()
  for (const quote of quotes) {
    latest[quote.leg] = quote
    for (const [i, cheap] of legs.entries()) {
      for (const [j, dear] of legs.entries()) {
        if (i === j || (quote.leg !== i && quote.leg !== j)) continue
        const [buy, sell] = [latest[i], latest[j]]
        if (!buy || !sell || quote.received - buy.origin >= age || quote.received - sell.origin >= age) continue
        const profit = (sell.bid * (1 - dear.fee)) / (buy.ask * (1 + cheap.fee)) - 1
        const pair = `buy ${cheap.name}, sell ${dear.name}`
        totals[pair] ??= { ticks: 0, fires_ticks: 0, rising_edges: 0, sum_profit: 0, max_profit: -Infinity }
        const t = totals[pair]
        t.ticks++
        t.sum_profit += profit
        t.max_profit = Math.max(t.max_profit, profit)
        if (profit >= threshold) {
          t.fires_ticks++
          if (!above.get(pair)) t.rising_edges++
        }
        above.set(pair, profit >= threshold)
      }
    }
  }
  return totals
}

/** Quotes that changed. */
function readQuotes({ file, name }: Leg, leg: number): Quote[] {
  let before = ''
  return capturedVenue(file, name, '').flatMap(({ kind, numbers, received, origin }) => {
    const now = numbers.join(' ')
    if (kind !== 'quote' || now === before) return []
    before = now
    return { received, origin, leg, bid: numbers[0]!, ask: numbers[2]! }
  })
}
