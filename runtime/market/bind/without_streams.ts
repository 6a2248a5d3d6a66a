import type { Graph, Node } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'

/** Streams that the strategy reads of an instrument, by index, and that the market of a run does not have. */
export interface AbsentStreams {
  readonly instrument: number
  readonly streams: readonly StreamName[]
}

/**
 * The graph where windows of time over streams that the market does not have stay absent: that nothing came of what nobody
 * listened to says nothing of how much there was.
 */
export function withoutStreams(graph: Graph, absent: readonly AbsentStreams[]): Graph {
  if (absent.length === 0) return graph
  const lacking = new Map(absent.map(({ instrument, streams }) => [instrument, streams]))
  const nodes = graph.nodes.map((node): Node => {
    const { op } = node
    if (op.op !== 'live') return node
    const lacks = op.instruments.flatMap((instrument, i) => (lacking.get(instrument)?.includes(op.stream) ? [i] : []))
    return lacks.length ? { ...node, op: { ...op, lacks } } : node
  })
  return { ...graph, nodes }
}
