import type { Graph, Node, Op } from '../ir/graph.ts'

/** A graph with nodes that watch others, and where they stand. It computes the same values as before. */
export interface Probed {
  readonly graph: Graph
  /** By node of the graph as it was: what says when it last ticked; none of constants. */
  readonly ticks: ReadonlyMap<number, number>
  /** By `alive` node: what says when its venue was last and first heard. */
  readonly heard: ReadonlyMap<number, number>
  readonly first: ReadonlyMap<number, number>
}

/** Has all that the given nodes are made of watched. The new nodes stand at the end, so that the others keep their numbers. */
export function probe(graph: Graph, roots: readonly number[]): Probed {
  const nodes: Node[] = [...graph.nodes]
  const [ticks, heard, first] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()]
  const watch = (of: number, op: Op, reads: boolean) => {
    const { region, span } = graph.nodes[of]!
    const inputs = reads ? [{ node: of, map: -1 }] : []
    return nodes.push({ region, op, inputs, stream: 'level', volatile: false, unit: 'plain', span }) - 1
  }
  for (const node of madeOf(graph, roots)) {
    const { op } = graph.nodes[node]!
    if (op.op === 'alive') {
      heard.set(node, watch(node, { op: 'heard', venues: op.venues }, false))
      first.set(node, watch(node, { op: 'onset' }, true))
    } else if (!constant.has(op.op)) ticks.set(node, watch(node, { op: 'tick_time' }, true))
  }
  return { graph: { ...graph, nodes }, ticks, heard, first }
}

const constant: ReadonlySet<string> = new Set(['constant', 'table', 'param', 'now'])

function madeOf({ nodes }: Graph, roots: readonly number[]): ReadonlySet<number> {
  const found = new Set(roots)
  for (const node of found) for (const input of nodes[node]!.inputs) found.add(input.node)
  return found
}
