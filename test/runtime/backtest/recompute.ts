import type { Graph } from '../../../compiler/ir/graph.ts'

/** One report of an evaluator, kept. */
export interface Report {
  readonly output: number
  readonly instance: number
  readonly now: number
  readonly ticked: boolean
  readonly values: readonly number[]
}

/** What a run says of one output and instance, computed from all its reports at once. */
export function recompute(reports: readonly Report[], output: number, instance: number, first: number, last: number) {
  const own = reports.filter(r => r.output === output && r.instance === instance)
  const ticks = own.filter(r => r.ticked)
  const values = ticks.map(r => r.values[0]!)
  /** µs during which the value was such; before the first report there was none. */
  const time = (such: (value: number) => boolean) => {
    const points = [{ now: first, values: [Number.NaN] }, ...own]
    const length = (i: number) => (points[i + 1]?.now ?? last) - points[i]!.now
    return points.reduce((sum, { values: [v] }, i) => sum + (such(v!) ? length(i) : 0), 0)
  }
  return {
    ticks: ticks.length,
    times: ticks.map(r => r.now),
    trueTicks: values.filter(v => v === 1).length,
    sum: values.reduce((a, b) => a + b, 0),
    min: values.length ? Math.min(...values) : null,
    max: values.length ? Math.max(...values) : null,
    first: values[0] ?? null,
    last: values.at(-1) ?? null,
    absentTime: time(Number.isNaN),
    trueTime: time(v => v === 1),
    falseTime: time(v => v === 0),
  }
}

/** Every output with every instance. */
export function places(graph: Graph) {
  return graph.outputs.flatMap((output, o) =>
    graph.regions[output.region]!.instances.map((members, instance) => ({ ...output, o, instance, members })),
  )
}
