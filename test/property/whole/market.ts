import fc from 'fast-check'
import type { Evaluator } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { schedule } from '../../../compiler/layout/schedule.ts'

/** One step of a random market, before it is addressed to a graph; the numbers are of usual sizes, in 1/64. */
interface Move {
  readonly gap: number
  readonly which: number
  readonly numbers: readonly number[]
  readonly late: number
}

/** One number of an event or a message, and in which unit: `USD/BTC`. */
export interface Amount {
  readonly value: number
  readonly unit: string
}

/** An event or a message, with what its numbers are amounts of. */
export interface Told {
  readonly at: number
  readonly amounts: readonly Amount[]
  readonly say: (engine: Evaluator, numbers: readonly number[]) => void
}

const move: fc.Arbitrary<Move> = fc.record({
  gap: fc.oneof(fc.constantFrom(0, 1, 100_000, 500_000, 1_000_000, 3_000_000), fc.integer({ min: 1, max: 400_000 })),
  which: fc.nat(10_000),
  numbers: fc.array(fc.integer({ min: 1, max: 640 }), { minLength: 9, maxLength: 9 }),
  late: fc.constantFrom(0, 0, 1_000, 250_000),
})

export const wholeMarkets = (length: number): fc.Arbitrary<readonly Move[]> =>
  fc.array(move, { minLength: length, maxLength: length })

/** The moves as events of all that a graph hears: market data of every stream, messages of sources, what the engine says. */
export function told(graph: Graph, moves: readonly Move[]): readonly Told[] {
  const { feeds, channels } = schedule(graph)
  const unitOf = ({ node }: { readonly node: number }) => graph.nodes[node]!.unit
  const count = feeds.length + channels.length
  let at = 1_700_000_000_000_000
  return moves.flatMap(({ gap, which, numbers, late }): Told[] => {
    at += gap
    if (count === 0) return []
    const received = at
    const feed = feeds[which % count]
    if (!feed) {
      const channel = (which % count) - feeds.length
      const amounts = graph.channels[channel]!.fields.map((_, f): Amount => {
        const read = channels[channel]!.find(({ field }) => field === f)
        return { value: (numbers[f % 9]! - 200) / 64, unit: read ? unitOf(read.place) : '' }
      })
      return [{ at, amounts, say: (engine, values) => engine.give(received, [{ channel, values }]) }]
    }
    const { instrument, stream, fields, sources } = feed
    const { venue, base, quote } = graph.instruments[instrument]!
    const units = { price: `${quote}/${base}`, base, quote }
    const field = (name: string, k: number): Amount =>
      stream === 'message'
        ? { value: numbers[k]! / 256, unit: unitOf(sources[0]!) }
        : stream === 'bar'
          ? ofBar(name, numbers, units)
          : amountOf(name, numbers[k]!, at, units)
    const amounts = stream === 'book' ? bookOf(numbers, units) : fields.map(field)
    const say = (engine: Evaluator, said: readonly number[]) =>
      engine.event({ received, origin: received - late, venue, instrument, stream, fields: said })
    return [{ at, amounts, say }]
  })
}

interface Units {
  readonly price: string
  readonly base: string
  readonly quote: string
}

/** Of a field of a bar: its prices are those of a bar that can be. */
function ofBar(name: string, [a, b, c, d, e]: readonly number[], { price, base }: Units): Amount {
  const prices: Readonly<Record<string, number>> = {
    open: a! + b!,
    high: a! + Math.max(b!, c!) + d!,
    low: a!,
    close: a! + c!,
  }
  if (name === 'trades') return { value: 1 + (e! % 9), unit: '' }
  const of = prices[name]
  return of === undefined ? { value: e! / 64, unit: base } : { value: 100 + of / 64, unit: price }
}

/** Of a field of a stream, see `compiler/ir/streams.ts`. */
function amountOf(name: string, number: number, at: number, { price, base, quote }: Units): Amount {
  const near = 100 + number / 64
  switch (name) {
    case 'bid':
    case 'price':
    case 'index':
      return { value: near, unit: price }
    case 'ask':
      return { value: near + 0.5, unit: price }
    case 'tick':
      return { value: 1 / 64, unit: price }
    case 'min_notional':
      return { value: number, unit: quote }
    // Its square is an amount of base times one of quote.
    case 'liquidity':
      return { value: number * 64, unit: `${quote}^0.5*${base}^0.5` }
    case 'side':
      return { value: number % 2 ? 1 : -1, unit: '' }
    case 'next_at':
    case 'open':
    case 'close':
      return { value: at + (number - 320) * 50_000, unit: '' }
    case 'interval':
      return { value: 28_800, unit: '' }
    case 'rate':
    case 'predicted':
    case 'paid':
    case 'coverage':
    case 'multiplier':
      return { value: number / 640, unit: '' }
    default:
      return { value: number / 64, unit: base }
  }
}

/** A snapshot of three levels a side, changes of it, or its end. */
function bookOf(numbers: readonly number[], { price, base }: Units): readonly Amount[] {
  const plain = (value: number): Amount => ({ value, unit: '' })
  const kind = numbers[0]! > 600 ? 2 : numbers[0]! > 250 ? 0 : 1
  if (kind === 2) return [plain(kind)]
  const levels = [1, -1].flatMap(side =>
    [1, 2, 3].flatMap(k => [
      plain(side),
      { value: 100 - side * k * 0.25, unit: price },
      { value: numbers[k + 3]! / 64, unit: base },
    ]),
  )
  return [plain(kind), ...levels]
}
