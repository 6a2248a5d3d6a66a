import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import type { Graph, Input, Output } from '../../compiler/ir/graph.ts'

/** A window of time that had no room for all of its ticks: more came than the `rate` of their venue allows. */
export interface Overflow {
  /** Where it stands in the text, which may be that of a library: file, start, end. */
  readonly at: Graph['nodes'][number]['span']
  /** Features, signals and records that are made of it. */
  readonly outputs: readonly string[]
  /** Of all its keys together. */
  readonly ticks: number
}

/** By node, in the graph's order. */
export function overflows(graph: Graph, evaluator: Evaluator): readonly Overflow[] {
  return graph.nodes.flatMap(({ region, span }, n) => {
    const ticks = graph.regions[region]!.instances.reduce((sum, _, i) => sum + evaluator.lost(n, i), 0)
    return ticks > 0 ? [{ at: span, outputs: madeOf(n, graph), ticks }] : []
  })
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
