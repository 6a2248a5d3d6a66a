import type { Graph } from '../../../compiler/ir/graph.ts'

/** What can make a value change: events (timers that a strategy asks for among them), time alone, or nothing. */
export type Moves = 'events' | 'time' | 'never'

/** Of a node of a graph, by all that it is computed from. */
export function movesOf({ nodes }: Graph, node: number): Moves {
  const seen = new Set([node])
  let moves: Moves = 'never'
  for (const n of seen) {
    const { op, inputs } = nodes[n]!
    if (op.op === 'source' || op.op === 'alive' || op.op === 'every') return 'events'
    if (op.op === 'now') moves = 'time'
    for (const input of inputs) seen.add(input.node)
  }
  return moves
}
