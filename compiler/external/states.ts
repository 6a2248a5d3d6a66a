import type { Evaluator } from '../ir/evaluator.ts'
import type { External, ExternOp } from '../ir/external.ts'
import type { Graph } from '../ir/graph.ts'
import { type Layout, layout } from '../layout/layout.ts'
import { stateSlots } from '../layout/state.ts'

/** Where the state of each instance of an operator from outside stands in memory. */
export function* externStates(graph: Graph, { nodes, regions }: Layout): Iterable<{ at: number; op: ExternOp }> {
  for (const [n, { op, region }] of graph.nodes.entries()) {
    if (op.op !== 'extern' || op.memory === 0) continue
    const { stride, instances } = regions[region]!
    for (let i = 0; i < instances; i++) yield { at: nodes[n]!.state + i * stride, op }
  }
}

/**
 * The externs of which some state, saved and recovered, does not save as the same bytes. The evaluator goes on with the
 * recovered states.
 * @throws ExternFault
 */
export function unfaithful(graph: Graph, evaluator: Evaluator): readonly External[] {
  if (!graph.nodes.some(({ op }) => op.op === 'extern' && op.memory > 0)) return []
  const before = evaluator.snapshot()
  evaluator.restore(before)
  const after = evaluator.snapshot()
  const found = new Set<External>()
  for (const { at, op } of externStates(graph, layout(graph))) {
    const [a, b] = [before, after].map(of => new Uint8Array(of, at, 8 * stateSlots(op)))
    if (a!.some((byte, i) => byte !== b![i])) found.add(graph.externs![op.extern]!)
  }
  return [...found]
}
