import type { Graph } from '../../../compiler/ir/graph.ts'
import { type Counts, count, type Found } from './score.ts'
import { after, baseOf, type Dislocation, isSilent, type Moving, movesOf, second } from './truths.ts'
import { watching } from './watching.ts'

/** What a dislocation must leave above fees and `min_profit` to be wanted: spreads and noise. */
const room = 0.003

interface Way {
  readonly s: string
  readonly cheap: string
  readonly dear: string
}

/** venue_spreads: `opportunity` where a venue is off, and another is not. */
export async function arbitrage(seed: number, length: number): Promise<Counts[]> {
  const least = 0.003
  const found: Found<Way>[] = []
  const symbols = ['BTC/USD', 'ETH/USD']
  const how = {
    strategy: 'venue_spreads',
    params: { min_profit: `${least}` },
    universe: { symbols: symbols.join() },
    seed,
    length,
    outputs: ['opportunity'],
  }
  const { graph, truth } = await watching(how, ({ key, at }) => {
    found.push({ at, of: { s: key.s!, cheap: key.cheap!, dear: key.dear! } })
  })
  const known = [...truth.dislocations, ...movesOf(truth)]
  const wanted = truth.dislocations.filter(
    d => d.kind === 'planted' && profit(graph, d) > least + room && !isSilent(truth, d),
  )
  const trading = graph.venues.filter(({ fees }) => fees.taker !== undefined).map(({ name }) => name)
  const kinds = symbols.flatMap(s =>
    trading.flatMap(cheap => trading.flatMap(dear => (cheap === dear ? [] : [{ s, cheap, dear }]))),
  )
  const rule = { fits, late: 6 * second, kinds, from: after(0), to: after(length) }
  return [count<Way, Dislocation | Moving>('venue_spreads opportunity', found, { known, wanted }, rule)]
}

/** Buying where it is too cheap, or selling where it is too dear. */
function fits({ s, cheap, dear }: Way, d: Dislocation | Moving): boolean {
  if (d.kind === 'move') return d.asset === baseOf(s)
  return baseOf(s) === baseOf(d.symbol) && (d.size < 0 ? cheap : dear) === d.venue
}

/** Against the venue of the lowest fee, as a part; nothing where it is not traded. */
function profit({ venues }: Graph, { venue, size }: Dislocation): number {
  const takers = new Map(venues.map(({ name, fees }) => [name, fees.taker ?? Number.POSITIVE_INFINITY]))
  const own = takers.get(venue)!
  const other = Math.min(...[...takers].flatMap(([name, fee]) => (name === venue ? [] : [fee])))
  return ((1 + Math.abs(size)) * (1 - other)) / (1 + own) - 1
}
