import type { Graph, Op } from '../../ir/graph.ts'
import type { Aggregate } from '../../ir/windows.ts'

/** Whether the compiled evaluator knows an operator. One that is not known runs in the interpreter only. */
export const compiledOps = {
  constant: true,
  table: true,
  param: true,
  now: true,
  alive: true,
  heard: true,
  source: true,
  pointwise: true,
  coalesce: true,
  present: true,
  prev: true,
  window: true,
  time_window: false,
  pane_window: false,
  since_window: false,
  quantile: false,
  time_quantile: false,
  fresh: true,
  tick_time: true,
  onset: true,
  started: true,
  sample: true,
  every: true,
  rising: true,
  filter: true,
  changed: true,
  held: true,
  ema: true,
  decay: true,
  over: true,
  bars: true,
  scan: true,
  part: true,
} as const satisfies Record<Op['op'], boolean>

/** Whether it knows an aggregate, over a number of ticks. */
export const compiledAggregates = {
  count: true,
  sum: true,
  mean: true,
  var: true,
  std: true,
  min: true,
  max: true,
  first: true,
  last: true,
  argmin: false,
  argmax: false,
  cov: false,
  corr: false,
  slope: false,
  intercept: false,
} as const satisfies Record<Aggregate, boolean>

type Known<T extends Record<string, boolean>> = { [K in keyof T]: T[K] extends true ? K : never }[keyof T]
export type CompiledAggregate = Known<typeof compiledAggregates>

/** Whether `emit` can compile a graph. */
export function emittable(graph: Graph): boolean {
  return uncompiled(graph).length === 0
}

/** What in a graph is not compiled yet, each once: `time_window`, `window of cov`. */
export function uncompiled({ nodes }: Graph): readonly string[] {
  return [...new Set(nodes.flatMap(({ op }) => lacking(op)))]
}

function lacking(op: Op): readonly string[] {
  if (!compiledOps[op.op]) return [op.op]
  return op.op === 'window' && !isCompiled(op.aggregate) ? [`window of ${op.aggregate}`] : []
}

export function isCompiled(aggregate: Aggregate): aggregate is CompiledAggregate {
  return compiledAggregates[aggregate]
}
