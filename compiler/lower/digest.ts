import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Graph } from '../ir/graph.ts'

/** SHA-256 of what the graph computes: not of where it was written, nor of how a param's value was spelt. */
export function digest(graph: Omit<Graph, 'digest'>): string {
  const nodes = graph.nodes.map(({ span: _, ...node }) => node)
  const params = graph.params.map(({ text: _, ...param }) => param)
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify({ ...graph, nodes, params }))))
}
