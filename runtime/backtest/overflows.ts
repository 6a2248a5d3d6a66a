import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import type { Graph, Input, Output } from '../../compiler/ir/graph.ts'

/** What had no room: ticks of a window of time, where more came than the `rate` of their venue allows; rows that wait for their label. */
export interface Overflow {
  /** Where it stands in the text, which may be that of a library: file, start, end. */
  readonly at: Graph['nodes'][number]['span']
  /** Features, signals and records that are made of it. */
  readonly outputs: readonly string[]
  /** Of all its keys together; of a window. */
  readonly ticks?: number
  /** The same of a label. */
  readonly rows?: number
}

/** By node, in the graph's order. */
export function overflows(graph: Graph, evaluator: Evaluator): readonly Overflow[] {
  const found = graph.nodes.flatMap(({ op, region, span }, n): Overflow[] => {
    const lost = graph.regions[region]!.instances.reduce((sum, _, i) => sum + evaluator.lost(n, i), 0)
    const what = op.op === 'later' || op.op === 'ahead' ? { rows: lost } : { ticks: lost }
    return lost > 0 ? [{ at: span, outputs: madeOf(n, graph), ...what }] : []
  })
  // Each part of a label loses the same rows.
  const same = (a: Overflow, b: Overflow) => a.rows === b.rows && a.outputs.join() === b.outputs.join()
  return found.filter((one, k) => one.ticks !== undefined || found.findIndex(other => same(one, other)) === k)
}

/** Names of the outputs that a node is part of. */
function madeOf(node: number, { nodes, outputs }: Graph): readonly string[] {
  const found = new Set([node])
  nodes.forEach(({ inputs }, n) => {
    if (inputs.some(input => found.has(input.node))) found.add(n)
  })
  const read = outputs.filter(output => inputsOf(output).some(input => found.has(input.node)))
  return [...new Set(read.map(({ name }) => name))]
}

function inputsOf({ trigger, columns }: Output): readonly Input[] {
  return [trigger, ...columns.flatMap(({ value }) => ('input' in value ? [value.input] : []))]
}
