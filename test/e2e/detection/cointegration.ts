import type { PairTruth } from '../../../runtime/market/generated/truth.ts'
import { type Counts, count, type Found } from './score.ts'
import { after, baseOf, minute } from './truths.ts'
import { watching } from './watching.ts'

/** Minutes until 500 bars are there. */
const warm = 500
const tickers = ['AAPL', 'AMZN', 'BAC', 'COST', 'CVX', 'GOOGL', 'HD', 'INTC', 'JNJ', 'MSFT']

interface Two {
  readonly a: string
  readonly b: string
}

/** pairs: two shares that parted at least once while there was evidence for them, among shares of which most do not belong together. */
export async function cointegration(seed: number, length: number): Promise<Counts[]> {
  const first = new Map<string, Found<Two>>()
  const how = {
    strategy: 'pairs',
    params: { known: '0.6' },
    universe: { tickers: tickers.map(ticker => `${ticker}/USD`).join(',') },
    seed,
    length,
    outputs: ['parted'],
  }
  const { truth } = await watching(how, ({ key, at, isPair }) => {
    const of = { a: baseOf(key.a!), b: baseOf(key.b!) }
    const name = `${of.a} ${of.b}`
    if (isPair && !first.has(name)) first.set(name, { at, of })
  })
  // One that broke is found as long as its windows still hold what it was; if it broke before they were full, it need not be.
  const [from, to] = [after(warm), after(length)]
  const known = truth.pairs.map(p => ({ ...p, from, to: p.broken ?? to }))
  const wanted = known.filter(p => p.to > from)
  const kinds = tickers.flatMap((a, i) => tickers.slice(i + 1).map(b => ({ a, b })))
  const rule = { fits, late: 250 * minute, kinds, from, to }
  return [count('pairs parted', [...first.values()], { known, wanted }, rule)]
}

const fits = (two: Two, { a, b }: PairTruth) => [two.a, two.b].sort().join() === [a, b].sort().join()
