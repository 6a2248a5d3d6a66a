import type { Graph, Input, Node } from '../ir/graph.ts'
import { withInputs } from '../ir/inputs.ts'
import { Numbers } from './numbers.ts'

/**
 * The same graph with nodes of one region side by side where their inputs allow it, because evaluators work run by run:
 * first what never changes, then whole runs, each begun by the first node that may stand next. Otherwise nodes keep their
 * order.
 */
export function inRuns<G extends Pick<Graph, 'nodes' | 'outputs' | 'acting'>>(graph: G): G {
  const order = runs(graph.nodes)
  const places: number[] = []
  for (const [place, n] of order.entries()) places[n] = place
  const moved = (input: Input): Input => ({ node: places[input.node]!, map: input.map })
  const nodes = order.map(n => {
    const node = graph.nodes[n]!
    return { ...node, inputs: node.inputs.map(moved) }
  })
  const outputs = withInputs(graph.outputs, moved)
  const acting = graph.acting && withInputs(graph.acting, moved)
  return { ...graph, nodes, outputs, ...(acting && { acting }) }
}

/** Numbers of nodes in their new order. */
function runs(nodes: readonly Node[]): readonly number[] {
  const order: number[] = []
  const placed = new Set<number>()
  const readers = readersOf(nodes)
  /** How many inputs of each are not placed yet: a fold may have thousands. */
  const missing = nodes.map(({ inputs }) => inputs.length)
  const place = (n: number) => {
    placed.add(n)
    order.push(n)
    for (const reader of readers[n]!) missing[reader]!--
  }
  const isReady = (n: number) => missing[n] === 0
  nodes.forEach(({ op, volatile }, n) => {
    const isConstant = ['constant', 'table', 'param', 'params'].includes(op.op)
    if (isConstant || (op.op === 'pointwise' && !volatile && isReady(n))) place(n)
  })
  const ready = new Numbers()
  const readyIn = new Map<number, Numbers>()
  const offer = (n: number) => {
    if (placed.has(n) || !isReady(n)) return
    const { region } = nodes[n]!
    if (!readyIn.has(region)) readyIn.set(region, new Numbers())
    readyIn.get(region)!.add(n)
    ready.add(n)
  }
  nodes.forEach((_, n) => {
    offer(n)
  })
  // A node that becomes ready stands behind its inputs, so a run meets it still.
  for (let first = ready.take(); first !== undefined; first = ready.take()) {
    if (placed.has(first)) continue
    const run = readyIn.get(nodes[first]!.region)!
    for (let n = run.take(); n !== undefined; n = run.take()) {
      if (placed.has(n)) continue
      place(n)
      for (const reader of readers[n]!) offer(reader)
    }
  }
  return order
}

function readersOf(nodes: readonly Node[]): readonly (readonly number[])[] {
  const readers: number[][] = nodes.map(() => [])
  nodes.forEach((node, n) => {
    for (const input of node.inputs) readers[input.node]!.push(n)
  })
  return readers
}
