import fc from 'fast-check'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { type Aggregate, holding, type PairAggregate, type WindowOp } from '../../../compiler/ir/windows.ts'
import { Building, type From } from '../interpret/build.ts'

const single: readonly Exclude<Aggregate, PairAggregate>[] = [
  'count',
  'sum',
  'mean',
  'var',
  'std',
  'min',
  'max',
  'first',
  'last',
  'argmin',
  'argmax',
]
const pair: readonly PairAggregate[] = ['cov', 'corr', 'slope', 'intercept']

/** How far windows reach: in ticks, in µs, in panes of so many µs, in ticks that are kept. */
export interface Extent {
  readonly n: number
  readonly span: number
  readonly pane: number
  readonly panes: number
  readonly capacity: number
  readonly q: number
  readonly aggregates: readonly Aggregate[]
}

/** Narrow ones: blocks end often, several at once, and more ticks come than are kept. */
export const extents: fc.Arbitrary<Extent> = fc.record({
  n: fc.integer({ min: 1, max: 9 }),
  span: fc.integer({ min: 1, max: 12 }),
  pane: fc.integer({ min: 1, max: 4 }),
  panes: fc.integer({ min: 1, max: 5 }),
  capacity: fc.integer({ min: 1, max: 9 }),
  q: fc.constantFrom(0, 0.1, 0.5, 0.99, 1),
  aggregates: fc.shuffledSubarray<Aggregate>([...single, ...pair], { minLength: 2, maxLength: 6 }),
})

/**
 * Every window of some aggregates: of levels that come and go, of one that changes with time, of events; with and without
 * the value in force; since when they are live known from the start, or again and again.
 */
export function windowsOf({ aggregates, n, q, span, pane, panes, capacity }: Extent): Graph {
  const b = new Building([5, 9, 1_000])
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [b.instrument(0)], alive)
  const ask = b.source('quote', 'ask', [0], alive)
  // Absent at times when the price is not, and -0.
  const root = b.pointwise('neg', [b.pointwise('sqrt', [b.pointwise('sub', [bid, b.constant(1)])])])
  const later = b.node({ op: 'pointwise', fn: 'sub' }, [b.node({ op: 'now' }), bid])
  const price = b.source('trades', 'price', [b.instrument(1)], b.alive([1]))
  const low = [price, bid].map(x => b.node({ op: 'filter' }, [x, b.pointwise('lt', [x, b.constant(3)])]))
  const came = b.node({ op: 'rising' }, [b.node({ op: 'present' }, [price])])
  const lives = [b.constant(0), b.node({ op: 'tick_time' }, [came])]
  const watch = (op: WindowOp, inputs: readonly From[]) => b.watch(b.node(op, inputs))
  for (const aggregate of aggregates) {
    const isPair = pair.some(known => known === aggregate)
    const all = isPair
      ? [
          [bid, ask],
          [root, later],
        ]
      : [[bid], [root], [later], [price]]
    for (const ticks of all) {
      watch({ op: 'window', aggregate, n }, ticks)
      for (const held of holding.has(aggregate) ? [false, true] : [false]) {
        for (const e of low) watch({ op: 'since_window', aggregate, held }, [...ticks, e])
        for (const live of lives) {
          watch({ op: 'time_window', aggregate, span, capacity, held }, [...ticks, live])
          watch({ op: 'pane_window', aggregate, span: pane * panes, pane, held }, [...ticks, live])
        }
      }
    }
  }
  for (const x of [bid, root, later, price]) {
    watch({ op: 'quantile', q, n }, [x])
    for (const live of lives) watch({ op: 'time_quantile', q, span, capacity }, [x, live])
  }
  // Each the only reader of a window that is moved on by reads.
  const unseen = () => b.node({ op: 'time_window', aggregate: 'sum', span, capacity, held: false }, [price, lives[0]!])
  b.watch(b.node({ op: 'filter' }, [bid, b.pointwise('lt', [unseen(), b.constant(100)])]))
  b.watch(b.node({ op: 'present' }, [unseen()]))
  b.watch(b.node({ op: 'fresh' }, [unseen(), b.node({ op: 'tick_time' }, [ask]), b.constant(3e-6)]))
  b.watch(b.node({ op: 'sample' }, [unseen(), bid]))
  b.watch(b.node({ op: 'since_window', aggregate: 'max', held: true }, [unseen(), bid]))
  return b.build()
}
