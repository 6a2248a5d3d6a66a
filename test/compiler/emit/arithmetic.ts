import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import type { Pointwise } from '../../../compiler/ir/pointwise.ts'
import { Building, quote } from '../interpret/build.ts'

const unary: readonly Pointwise[] = [
  'neg',
  'abs',
  'sign',
  'sqrt',
  'floor',
  'ceil',
  'not',
  'hour',
  'minute',
  'weekday',
  'day',
  'exp',
  'log',
]
const binary: readonly Pointwise[] = [
  ...(['add', 'sub', 'mul', 'div', 'min', 'max', 'lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or'] as const),
  ...(['elapsed', 'later', 'pow', 'round', 'round_down'] as const),
]

/** Every pointwise function of the fields of a quote, of constants, and of what is absent from the start. */
export function arithmetic(): Graph {
  const b = new Building([1_000_000_000])
  const instruments = [b.instrument(0)]
  const alive = b.alive([0])
  const [x, y] = [b.source('quote', 'bid', instruments, alive), b.source('quote', 'ask', instruments, alive)]
  const [half, none] = [b.constant(-0.5), b.constant(Number.NaN)]
  for (const fn of unary) for (const a of [x, half, none]) b.watch(b.pointwise(fn, [a]))
  for (const fn of binary) {
    for (const [a, c] of [
      [x, y],
      [x, half],
      [none, y],
      [half, none],
      [x, x],
    ] as const)
      b.watch(b.pointwise(fn, [a, c]))
  }
  for (const c of [x, half, none]) b.watch(b.pointwise('if', [c, y, b.pointwise('neg', [y])]))
  for (const n of [1, 2, 3]) {
    for (const aggregate of ['sum', 'mean', 'var', 'std', 'min', 'max', 'first'] as const) {
      b.watch(b.node({ op: 'window', aggregate, n }, [x]))
    }
  }
  return b.build()
}

const special = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, Number.NaN, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-300, 1e300],
  ...[Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 2 ** 52 + 0.5, 1e22, 1e-7],
  ...[1_700_000_000_000_000, -1_700_000_000_000_001, 86_400_000_000, -86_400_000_000, 86_399_999_999.99998, -1e-30],
]

/** Each pair of special numbers as a bid and an ask. */
export function specialQuotes(): readonly SourceEvent[] {
  return special.flatMap((bid, i) =>
    special.map((ask, j) => quote(1_000_000 + special.length * i + j, [bid, 1, ask, Number.POSITIVE_INFINITY])),
  )
}
