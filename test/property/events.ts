import fc from 'fast-check'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'

/** One step of a random market, before it is addressed to a graph. */
interface Move {
  readonly gap: number
  readonly which: number
  readonly stream: 'quote' | 'trades' | 'pool'
  readonly price: number
  readonly size: number
  readonly late: number
}

/** Gaps include 0 (equal times), bursts, silences longer than every `silent`, and exact multiples of the clocks. */
const gaps = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 0, 1, 100_000, 500_000, 1_000_000) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 400_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(2_000_000, 3_000_000, 10_000_000) },
)
const prices = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 9_900, max: 10_100 }).map(x => x / 100) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e300, Number.MAX_VALUE, 5e-324, 100) },
)

const move: fc.Arbitrary<Move> = fc.record({
  gap: gaps,
  which: fc.nat(1_000),
  stream: fc.constantFrom<'quote' | 'trades' | 'pool'>('quote', 'quote', 'quote', 'trades', 'pool'),
  price: prices,
  size: fc.integer({ min: 1, max: 1_000 }),
  late: fc.constantFrom(0, 0, 1_000, 250_000, 2_500_000),
})

/** `length` moves of a market; `address` turns them into events of a graph. */
export const markets = (length: number): fc.Arbitrary<readonly Move[]> =>
  fc.array(move, { minLength: length, maxLength: length })

export function address(graph: Graph, moves: readonly Move[]): readonly SourceEvent[] {
  if (graph.venues.length === 0) return []
  let received = 1_700_000_000_000_000
  return moves.map(({ gap, which, stream, price, size, late }) => {
    received += gap
    const instrument = (which % (graph.instruments.length + 1)) - 1
    const venue = graph.instruments[instrument]?.venue ?? which % graph.venues.length
    const fields = {
      quote: [price, size, price + 0.5, size / 2],
      ticker: [price, price + 0.5],
      trades: [price, size / 100, which % 2 === 0 ? 1 : -1],
      pool: [price * size],
    }
    return { received, origin: received - late, venue, instrument, stream, fields: fields[stream] }
  })
}
