import type { Graph } from '../ir/graph.ts'

/** A graph and what its nodes are made of: digests by node, then instance. */
export interface Known {
  readonly graph: Graph
  readonly digests: readonly (readonly string[])[]
}
