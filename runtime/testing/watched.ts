import type { Graph, Input, Output } from '../../compiler/ir/graph.ts'

/** A graph that reports, behind its own outputs, each reaction's event, then each event that one of them is filtered from. */
export function watched(graph: Graph): Graph {
  const reactions = graph.acting?.reactions ?? []
  const own = reactions.map(({ event, place }) => fires(event, place.region))
  const sources = reactions.map(({ event }) => {
    const node = unfiltered(graph, event.node)
    return fires({ node, map: -1 }, graph.nodes[node]!.region)
  })
  return { ...graph, outputs: [...graph.outputs, ...own, ...sources] }
}

function fires(trigger: Input, region: number): Output {
  return { kind: 'signal', name: '', region, keys: [], on: 'tick', trigger, columns: [] }
}

function unfiltered(graph: Graph, node: number): number {
  const { op, inputs } = graph.nodes[node]!
  return op.op === 'filter' ? unfiltered(graph, inputs[0]!.node) : node
}
