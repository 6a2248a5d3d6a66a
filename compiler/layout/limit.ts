import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { Graph } from '../ir/graph.ts'
import { bookBytes } from './book.ts'
import { layout, nodeBytes } from './layout.ts'

/** Bytes of state. A module has 4 GiB, of which queues, reports and constants take their part. */
const MOST = 3e9

/** A graph whose state does not fit is told at the node that takes most of it. */
export function checkMemory(graph: Graph, report: (d: Diagnostic) => void): void {
  const takes = graph.nodes.map(node => {
    const { instances } = graph.regions[node.region]!
    return nodeBytes(node.op) * instances.length + bookBytes(graph, node)
  })
  // What stands beside the nodes is less than nine times as much; to lay out all costs as much as the rest of compiling.
  if (takes.reduce((sum, bytes) => sum + bytes, 0) < MOST / 10) return
  const { bytes } = layout(graph)
  if (bytes <= MOST) return
  const node = graph.nodes[takes.indexOf(Math.max(...takes))]!
  const [file, start, end] = node.span
  const gigabytes = (size: number) => (size / 1e9).toFixed(1)
  const keys = graph.regions[node.region]!.instances.length.toLocaleString('en-US')
  const parameters = { gigabytes: gigabytes(bytes), keys, what: gigabytes(Math.max(...takes)) }
  report(diagnostic('HVT2311', { span: { file, start, end } }, parameters))
}
