import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '../ir/canonical.ts'
import type { Graph } from '../ir/graph.ts'

/** SHA-256 of what the graph computes: not of where it was written, nor of what its keys are called or its values spelt. */
export function digest(graph: Omit<Graph, 'digest'>): string {
  const nodes = graph.nodes.map(({ span: _, unit: __, ...node }) => node)
  const regions = graph.regions.map(region => region.instances)
  const outputs = graph.outputs.map(({ keys: _, ...output }) => ({
    ...output,
    columns: output.columns.map(c => ({ name: c.name, value: c.value })),
  }))
  const params = graph.params.map(({ text: _, ...param }) => param)
  // Where a file stands and what it is called change nothing: its text does.
  const externs = graph.externs?.map(({ name: _, path: __, ...extern }) => extern)
  const { acting: acts, ...rest } = graph
  const acting = withoutPlaces(acts)
  const content = { ...rest, nodes, params, regions, outputs, externs, ...(acts && { acting }) }
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(content))))
}

function withoutPlaces(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutPlaces)
  if (typeof data !== 'object' || data === null) return data
  // What a limit is called is for people: its condition is what holds.
  const called = 'kind' in data && data.kind === 'limit' ? 'of' : undefined
  const parts = Object.entries(data).filter(([name]) => name !== 'span' && name !== 'keys' && name !== called)
  return Object.fromEntries(parts.map(([name, part]) => [name, withoutPlaces(part)]))
}
