import { describe, expect, test } from 'vitest'
import { emit } from '../../../compiler/emit/emit.ts'
import { compiledAggregates, compiledOps, emittable } from '../../../compiler/emit/operators/emittable.ts'
import type { Graph, Op } from '../../../compiler/ir/graph.ts'
import type { Aggregate } from '../../../compiler/ir/windows.ts'
import { Building } from '../interpret/build.ts'

/** What runs in the interpreter only, so far. Whoever compiles one takes it off this list and proves it in agreement. */
const ops: readonly Op[] = [
  { op: 'time_window', aggregate: 'sum', span: 5, capacity: 9, held: false },
  { op: 'pane_window', aggregate: 'sum', span: 6, pane: 2, held: false },
  { op: 'since_window', aggregate: 'sum', held: false },
  { op: 'quantile', q: 0.5, n: 4 },
  { op: 'time_quantile', q: 0.5, span: 5, capacity: 9 },
]
const aggregates: readonly Aggregate[] = ['argmin', 'argmax', 'cov', 'corr', 'slope', 'intercept']

describe('not yet compiled', () => {
  test.each(ops.map(op => [op.op, op] as const))('%s', (name, op) => {
    const graph = graphWith(op)
    expect(emittable(graph)).toBe(false)
    expect(() => emit(graph)).toThrow(new TypeError(`not yet compiled: ${name}`))
  })

  test.each(aggregates)('a window of %s', aggregate => {
    const graph = graphWith({ op: 'window', aggregate, n: 3 })
    expect(emittable(graph)).toBe(false)
    expect(() => emit(graph)).toThrow(new TypeError(`not yet compiled: window of ${aggregate}`))
  })

  test('these are all', () => {
    expect(unknown(compiledOps)).toEqual(ops.map(({ op }) => op))
    expect(unknown(compiledAggregates)).toEqual(aggregates)
  })

  test('all that a graph lacks is told, each once', () => {
    const lacking = graphWith(
      { op: 'quantile', q: 0.5, n: 4 },
      { op: 'window', aggregate: 'corr', n: 2 },
      { op: 'quantile', q: 0.5, n: 4 },
    )
    expect(() => emit(lacking)).toThrow(new TypeError('not yet compiled: quantile, window of corr'))
  })
})

/** Operators side by side, each with as many inputs as it takes. */
function graphWith(...ops: readonly Op[]): Graph {
  const b = new Building([20])
  const alive = b.alive([0])
  const [bid, ask] = [b.source('quote', 'bid', [b.instrument(0)], alive), b.source('quote', 'ask', [0], alive)]
  const every = b.node({ op: 'every', period: 5 })
  for (const op of ops) b.node(op, inputsOf(op))
  return b.build()

  function inputsOf(op: Op): readonly number[] {
    switch (op.op) {
      case 'quantile':
        return [bid]
      case 'window':
        return ['argmin', 'argmax'].includes(op.aggregate) ? [bid] : [bid, ask]
      default:
        return [bid, every]
    }
  }
}

const unknown = (table: Readonly<Record<string, boolean>>) => Object.keys(table).filter(name => !table[name])
