import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Graph } from '../ir/graph.ts'
import { layout } from './layout.ts'

/** Bytes of state. A module has 4 GiB, of which queues, reports and constants take their part. */
const MOST = 3e9

/** A graph whose state does not fit is told at the node that takes most of it. */
export function checkMemory(graph: Graph, report: (d: Diagnostic) => void): void {
  const memory = layout(graph)
  if (memory.bytes <= MOST) return
  const takes = graph.nodes.map(({ region }, n) => memory.nodes[n]!.bytes * graph.regions[region]!.instances.length)
  const node = graph.nodes[takes.indexOf(Math.max(...takes))]!
  const [file, start, end] = node.span
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  const keys = graph.regions[node.region]!.instances.length.toLocaleString('en-US')
  const parameters = { gigabytes: gigabytes(memory.bytes), keys, what: gigabytes(Math.max(...takes)) }
  report(diagnostic('HVT2311', { span: { file, start, end } }, parameters))
}
