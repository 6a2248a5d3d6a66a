import type { Graph, Node } from '../ir/graph.ts'
import { cut, inputName, operatorName, unitName } from './labels.ts'
import { type Box, type BoxKind, clustered, type Edge, type Picture, type TextOf } from './picture.ts'
import { actsOf } from './plan.ts'

type Drawn = Omit<Box, 'cluster'> & { readonly region: number }

/** Every node but constants and the health of venues, and every record. */
export function allNodes(graph: Graph, textOf: TextOf): Picture {
  const names = graph.nodes.map(() => [] as { kind: BoxKind; name: string }[])
  for (const { kind, name, trigger } of graph.outputs) {
    if (kind !== 'condition' && kind !== 'record' && kind !== 'completion') names[trigger.node]!.push({ kind, name })
  }
  const boxes: Drawn[] = []
  const edges: Edge[] = []
  graph.nodes.forEach((node, n) => {
    if (isHidden(node)) return
    boxes.push(boxOf(graph, node, n, names[n]!, textOf))
    const from = new Set(node.inputs.map(input => input.node).filter(read => !isHidden(graph.nodes[read]!)))
    edges.push(...[...from].map(read => ({ from: `n${read}`, to: `n${n}` })))
  })
  graph.outputs.forEach(({ kind, name, region, trigger, columns }, o) => {
    if (kind !== 'record') return
    const detail = cut(columns.map(column => column.name).join(', '), most)
    boxes.push({ id: `record${o}`, kind, title: name, detail, region })
    const read = columns.flatMap(({ value }) => ('input' in value ? [value.input.node] : []))
    const from = new Set([trigger.node, ...read].filter(n => !isHidden(graph.nodes[n]!)))
    edges.push(...[...from].map(n => ({ from: `n${n}`, to: `record${o}` })))
  })
  for (const [k, { nodes, ...act }] of actsOf(graph).entries()) {
    boxes.push({ id: `act${k}`, ...act, title: cut(act.title, most), detail: cut(act.detail, most) })
    const from = nodes.filter(n => !isHidden(graph.nodes[n]!))
    edges.push(...from.map(n => ({ from: `n${n}`, to: `act${k}` })))
  }
  return { title: graph.strategy, ...clustered(graph, boxes), edges }
}

const most = 44

/** How many boxes there are of nodes. */
export function visible({ nodes }: Graph): number {
  return nodes.filter(node => !isHidden(node)).length
}

function isHidden({ op }: Node): boolean {
  return ['constant', 'alive', 'heard', 'started', 'onset', 'live'].includes(op.op)
}

function boxOf(
  graph: Graph,
  node: Node,
  n: number,
  names: readonly { kind: BoxKind; name: string }[],
  textOf: TextOf,
): Drawn {
  const { op, region, unit } = node
  const base = { id: `n${n}`, region }
  const about = [operatorName(op, graph), unitName(unit)].filter(text => text).join(' · ')
  if (op.op === 'source')
    return { ...base, kind: 'input', title: `${inputName(graph, node)}.${op.field}`, detail: unitName(unit) }
  if (op.op === 'every') return { ...base, kind: 'clock', title: inputName(graph, node), detail: '' }
  if (op.op === 'param') {
    const { name, text } = graph.params[op.param]!
    return { ...base, kind: 'param', title: name, detail: text }
  }
  if (op.op === 'params') {
    const [first] = op.params.map(param => graph.params[param]!)
    return { ...base, kind: 'param', title: first!.name.replace(/\[.*/s, ''), detail: 'per key' }
  }
  const text = op.op === 'now' ? 'now' : textOf(node.span)
  const [first] = names
  if (!first)
    return { ...base, kind: 'node', title: cut(text || about, most), detail: text && text !== about ? about : '' }
  const title = cut(names.map(({ name }) => name).join(', '), most)
  return { ...base, kind: first.kind, title, detail: cut(op.op === 'pointwise' && text ? text : about, most) }
}
