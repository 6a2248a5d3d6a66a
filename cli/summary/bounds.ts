import { type Bounds, bounds, type NodeBounds, warmupText } from '../../compiler/bounds/bounds.ts'
import { emit } from '../../compiler/emit/emit.ts'
import type { Graph, Output } from '../../compiler/ir/graph.ts'
import { bookBytes } from '../../compiler/layout/book.ts'
import { stateSlots } from '../../compiler/layout/state.ts'
import { count, counted, none } from '../terminal/figures.ts'
import { type TextColumn, table } from '../terminal/table.ts'
import { type NodePlace, placing, shortened } from './places.ts'

interface Row extends NodePlace, NodeBounds {
  readonly node: number
  readonly op: string
  /** What it is reported as. */
  readonly outputs: readonly string[]
  readonly operations: NodeBounds['operations']
}

/** What is known of a strategy before it runs, by place: nodes that keep something, and those that are outputs. */
export function boundsJson(graph: Graph, sources: ReadonlyMap<string, string>) {
  const known = bounds(graph)
  return {
    stateBytes: known.bytes,
    instances: known.instances,
    moduleBytes: emit(graph).length,
    nodes: rows(graph, sources, known),
  }
}

/** The same as a table, no wider than `width`. */
export function boundsText(graph: Graph, sources: ReadonlyMap<string, string>, entry: string, width: number): string[] {
  const { nodes, stateBytes, instances, moduleBytes } = boundsJson(graph, sources)
  const texts = (head: string, of: (row: Row) => string): TextColumn => ({ head, cells: nodes.map(of) })
  const numbers = (head: string, of: (row: Row) => string) => ({ ...texts(head, of), right: true })
  return [
    ...table(
      [
        texts('place', row => (row.file === entry ? `${row.line ?? none}` : `${row.file}:${row.line ?? none}`)),
        texts('what', row => shortened(row.outputs.join(', ') || row.text, 28)),
        numbers('keys', row => count(row.instances)),
        numbers('bytes/key', row => count(row.bytesPerInstance)),
        texts('warm after', row => shortened(warmupText(row.warmup) || none, 48)),
        texts('ticks with', row => shortened(row.clock.join(', ') || none, 26)),
        numbers('steps (worst)', ({ operations: { amortised, worst } }) =>
          amortised === worst ? count(worst) : `${count(amortised)} (${count(worst)})`,
        ),
      ],
      width,
    ),
    `  state ${count(stateBytes)} bytes, ${counted(instances, 'instance')} of ${counted(graph.nodes.length, 'node')}, module ${count(moduleBytes)} bytes`,
  ]
}

function rows(graph: Graph, sources: ReadonlyMap<string, string>, known: Bounds): Row[] {
  const place = placing(sources)
  const reported = graph.nodes.map(() => [] as string[])
  for (const output of graph.outputs)
    if (output.kind !== 'condition') reported[output.trigger.node]!.push(named(output))
  const found = graph.nodes.flatMap((node, n) => {
    const outputs = reported[n]!
    if (outputs.length === 0 && stateSlots(node.op) === 0 && bookBytes(graph, node) === 0) return []
    return [{ node: n, op: node.op.op, ...place(node.span), outputs, ...known.nodes[n]! }]
  })
  // Libraries after the strategy.
  const order = [...sources.keys()]
  return found.sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0))
}

const named = ({ kind, name }: Output) => `${kind} ${name}`
