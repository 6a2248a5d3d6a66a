import type { Graph, Input } from '../../ir/graph.ts'

/** What can ever happen to a node: what can not needs no code. */
export interface Activity {
  readonly wakes: boolean
  readonly ticks: boolean
}

/** By node. */
export function activities(graph: Graph): readonly Activity[] {
  const all: Activity[] = []
  for (const node of graph.nodes) {
    const wakes = node.inputs.some(input => all[input.node]!.wakes)
    const ticks = (k: number) => all[node.inputs[k]!.node]!.ticks
    const clocks = (input: Input) =>
      all[input.node]!.ticks && (node.stream !== 'event' || graph.nodes[input.node]!.stream === 'event')
    all.push(activity())

    function activity(): Activity {
      switch (node.op.op) {
        case 'constant':
        case 'table':
        case 'param':
        case 'params':
        case 'now':
          return { wakes: false, ticks: false }
        case 'alive':
        case 'heard':
        case 'latency':
        case 'started':
          return { wakes: true, ticks: false }
        case 'source':
        case 'given':
        case 'later':
        case 'ahead':
        case 'every':
          return { wakes: true, ticks: true }
        case 'pointwise':
        case 'book':
        case 'scan':
        case 'extern':
          return { wakes, ticks: node.inputs.some(clocks) }
        case 'over':
          return { wakes, ticks: node.inputs.some((_, k) => ticks(k)) }
        case 'present':
        case 'onset':
        case 'live':
        case 'held':
          return { wakes, ticks: false }
        case 'coalesce':
          return { wakes, ticks: ticks(0) || ticks(1) }
        case 'prev':
        case 'fresh':
        case 'filter':
        case 'ema':
        case 'decay':
        case 'part':
          return { wakes, ticks: ticks(0) }
        case 'window':
        case 'quantile':
        case 'statistic':
          return { wakes, ticks: node.inputs.every((_, k) => ticks(k)) }
        case 'time_window':
        case 'pane_window':
        case 'time_quantile':
        case 'since_window':
          return { wakes, ticks: node.inputs.slice(0, -1).every((_, k) => ticks(k)) }
        case 'changed':
        case 'bars':
          return { wakes: ticks(0), ticks: ticks(0) }
        case 'tick_time':
          return { wakes: ticks(0), ticks: false }
        case 'sample':
          return { wakes: ticks(1), ticks: ticks(1) }
        case 'rising':
          return { wakes, ticks: wakes }
      }
    }
  }
  return all
}
