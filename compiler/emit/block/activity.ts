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
        case 'now':
          return { wakes: false, ticks: false }
        case 'alive':
          return { wakes: true, ticks: false }
        case 'source':
        case 'every':
          return { wakes: true, ticks: true }
        case 'pointwise':
          return { wakes, ticks: node.inputs.some(clocks) }
        case 'present':
          return { wakes, ticks: false }
        case 'coalesce':
          return { wakes, ticks: ticks(0) || ticks(1) }
        case 'prev':
        case 'window':
        case 'fresh':
        case 'filter':
          return { wakes, ticks: ticks(0) }
        case 'tick_time':
          return { wakes: ticks(0), ticks: false }
        case 'sample':
          return { wakes: ticks(1), ticks: ticks(1) }
        case 'rising':
          return { wakes, ticks: wakes }
        default:
          throw new TypeError(`${node.op.op} is not compiled`)
      }
    }
  }
  return all
}
