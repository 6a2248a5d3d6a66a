import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookReads } from '../../../compiler/ir/book.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import { compileText } from '../harness.ts'
import { compiled, difference, disagreement, interpreted, type Watched } from './agreement.ts'

/** Books of several sizes; instances that read one book by a map and others each their own. */
const source = `strategy books in USD
use std.book (imbalance, microprice, depth, vwap, slippage, level_price, level_size, roundtrip)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 10bps }, silent: 3s, levels: 3, rate: 20/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 20bps }, silent: 1h, levels: 40, rate: 20/1s }
universe venues = [a, b]
universe symbols = [BTC/USD, ETH/USD]
each v in venues, s in symbols {
  let i = v[s]
  let size = latest(i.trades.qty)
  feature lean = imbalance(i.book, levels: 3)
  feature band = imbalance(i.book, within: 1%)
  feature near = depth(i.book, both, 2%)
  feature micro = microprice(i.book)
  feature paid = vwap(i.book, buy, size)
  feature got = vwap(i.book, sell, size * 100[USD/s.base])
  feature recent = (vwap(i.book, buy, sum(i.trades.qty, 2s)) on every 1s)
  feature slip = slippage(i.book, sell, i.trades.qty)
  feature third = { price: level_price(i.book, bid, 3), size: level_size(i.book, ask, 3) }
  feature usual = mean(i.book.mid, 3)
  signal wide when i.book.ask / i.book.bid > 101%
  record wide as wides { v, s, lean }
}
each s in symbols {
  let cheap = a[s]
  feature both = vwap(cheap.book, buy, 2[s.base]) / vwap(b[s].book, sell, 2[s.base]) + roundtrip(cheap, 50 USD)
  feature fresher = imbalance(cheap.book, levels: 1) fresh 1s
}
`

interface Move {
  readonly gap: number
  readonly which: number
  readonly kind: 'changes' | 'snapshot' | 'invalid' | 'trade' | 'heartbeat'
  readonly levels: readonly (readonly [side: number, price: number, size: number])[]
}
const level = fc.tuple(
  fc.constantFrom(1, 1, -1, -1),
  fc.integer({ min: 1, max: 30 }),
  fc.oneof({ weight: 60, arbitrary: fc.constantFrom(0, 1, 2.5, 0.1) }, fc.constantFrom(Number.NaN, -1, 1e308)),
)
const move: fc.Arbitrary<Move> = fc.record({
  gap: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 800_000 }) }, fc.constant(4_000_000)),
  which: fc.nat(3),
  kind: fc.oneof(
    { weight: 20, arbitrary: fc.constant('changes' as const) },
    { weight: 5, arbitrary: fc.constantFrom('snapshot', 'trade') },
    { weight: 1, arbitrary: fc.constantFrom('invalid', 'heartbeat') },
  ),
  levels: fc.uniqueArray(level, { maxLength: 30, selector: ([side, price]) => `${side} ${price}` }),
})
const moves = fc.array(move, { minLength: 40, maxLength: 150 })

/** Bids at 101 … 130, asks at 131 … 160, and prices that are none: a level at 0. */
function address(graph: Graph, all: readonly Move[]): readonly SourceEvent[] {
  let received = 1_700_000_000_000_000
  return all.map(({ gap, which, kind, levels }) => {
    received += gap
    const { venue } = graph.instruments[which]!
    const at = { received, origin: received - 1_000, venue, instrument: which }
    if (kind === 'heartbeat') return { ...at, instrument: -1, stream: 'quote', fields: [] }
    if (kind === 'trade') return { ...at, stream: 'trades', fields: [100, levels.length, 1] }
    if (kind === 'invalid') return { ...at, stream: 'book', fields: [bookKinds.invalid] }
    const price = (side: number, place: number) => (place === 1 ? 0 : 130.5 - side * (0.5 + 30 - place))
    const flat = levels.flatMap(([side, place, size]) => [side, price(side, place), size])
    return { ...at, stream: 'book', fields: [bookKinds[kind], ...flat] }
  })
}

const { graph, diagnostics } = compileText(source)
const RUNS = { numRuns: 60, endOnFailure: true }

test('the program is right, and asks a book all that can be asked', () => {
  expect(diagnostics.filter(d => d.severity === 'error')).toEqual([])
  const met = new Set(graph!.nodes.flatMap(({ op }) => (op.op === 'book' ? [op.read] : [])))
  expect([...met].sort()).toEqual([...bookReads].sort())
  expect(graph!.venues.map(({ name, levels }) => `${name} ${levels}`).sort()).toEqual(['a 3', 'b 40'])
})

describe('both evaluators', () => {
  test('agree after every event, to the bit of the state', () => {
    fc.assert(
      fc.property(moves, all => {
        const market = address(graph!, all)
        expect(disagreement(graph!, market, compiled(graph!), interpreted(graph!))).toBeUndefined()
      }),
      RUNS,
    )
  })

  test('take batches, and go on from snapshots of each other', () => {
    fc.assert(
      fc.property(moves, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }), (all, lengths) => {
        const market = address(graph!, all)
        const whole = interpreted(graph!)
        let now: Watched = compiled(graph!)
        for (let from = 0, turn = 0; from < market.length; turn++) {
          const part = market.slice(from, from + lengths[turn % lengths.length]!)
          from += part.length
          now.evaluator.batch(part)
          for (const event of part) whole.evaluator.event(event)
          expect(difference(graph!, now, whole)).toBeUndefined()
          const next = turn % 2 === 0 ? interpreted(graph!) : compiled(graph!)
          next.evaluator.restore(now.evaluator.snapshot())
          now = next
        }
      }),
      RUNS,
    )
  })
})

/** What is known of a side that has room for so many levels, by the plainest means. */
class PlainSide {
  private levels = new Map<number, number>()
  private cut: number | undefined

  constructor(
    private readonly sign: number,
    private readonly room: number,
  ) {}

  set(price: number, size: number): void {
    if (!(price > 0 && size >= 0)) return
    if (this.cut !== undefined && this.sign * price <= this.sign * this.cut) return
    if (size === 0) this.levels.delete(price)
    else this.levels.set(price, size)
    if (this.levels.size > this.room) {
      this.cut = this.sorted().at(-1)![0]
      this.levels.delete(this.cut)
    }
  }

  sorted() {
    return [...this.levels].sort(([a], [b]) => this.sign * (b - a))
  }

  top(levels: number): number {
    if (this.cut !== undefined && this.levels.size < levels) return Number.NaN
    const sum = this.sorted().reduce((all, [, size], k) => (k < levels ? all + size : all), 0)
    return Number.isFinite(sum) ? sum : Number.NaN
  }
}

test('a side is that of a plain map, cut where there is no room', () => {
  const header = source.slice(0, source.indexOf('each v in'))
  const texts = ['a', 'b'].flatMap(v => ['bid', 'ask'].map(side => `book_total(${v}[BTC/USD].book, ${side}, 3, none)`))
  const { graph: small } = compileText(`${header}${texts.map((text, k) => `feature f${k} = ${text}`).join('\n')}`)
  const columns = small!.outputs.map(({ columns: [column] }) =>
    'input' in column!.value ? column!.value.input.node : -1,
  )
  fc.assert(
    fc.property(moves, all => {
      const { evaluator } = interpreted(small!)
      const books = small!.instruments.map(() => undefined as undefined | readonly [PlainSide, PlainSide])
      const market = address(
        small!,
        all.filter(({ gap, which }) => gap < 4_000_000 && which < 2),
      )
      for (const event of market) {
        // Something is heard of both venues all the time.
        for (const venue of [0, 1]) {
          evaluator.event({ ...event, venue, instrument: -1, stream: 'quote', fields: [] })
        }
        evaluator.event(event)
        if (event.stream === 'book' && event.instrument >= 0) {
          books[event.instrument] = followed(books[event.instrument], event, small!)
        }
        const wanted = ['a', 'b'].flatMap(v => {
          const book = books[small!.instruments.findIndex(({ venue }) => small!.venues[venue]!.name === v)]
          return book ? book.map(side => side.top(3)) : [Number.NaN, Number.NaN]
        })
        expect(columns.map(node => evaluator.value(node, 0))).toEqual(wanted)
      }
    }),
    RUNS,
  )
})

function followed(
  book: readonly [PlainSide, PlainSide] | undefined,
  event: SourceEvent,
  { instruments, venues }: Graph,
) {
  const [kind, ...levels] = event.fields
  if (kind === bookKinds.invalid) return undefined
  const room = venues[instruments[event.instrument]!.venue]!.levels!
  const next = kind === bookKinds.snapshot ? ([new PlainSide(1, room), new PlainSide(-1, room)] as const) : book
  for (let i = 0; next && i < levels.length; i += 3) next[levels[i] === 1 ? 0 : 1].set(levels[i + 1]!, levels[i + 2]!)
  return next
}
