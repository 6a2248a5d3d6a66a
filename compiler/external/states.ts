import type { ExternOp } from '../ir/external.ts'
import type { Graph } from '../ir/graph.ts'
import type { Layout } from '../layout/layout.ts'

/** Where the state of each instance of an operator from outside stands in memory. */
export function* externStates(graph: Graph, { nodes, regions }: Layout): Iterable<{ at: number; op: ExternOp }> {
  for (const [n, { op, region }] of graph.nodes.entries()) {
    if (op.op !== 'extern' || op.memory === 0) continue
    const { stride, instances } = regions[region]!
    for (let i = 0; i < instances; i++) yield { at: nodes[n]!.state + i * stride, op }
  }
}
