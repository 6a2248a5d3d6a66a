import type { Graph, Node } from '../../ir/graph.ts'
import { operators } from '../operators/index.ts'
import type { Activity } from './activity.ts'

/** Neighbouring nodes that always wake together, so that one condition stands for all. */
export interface Group {
  readonly nodes: readonly number[]
  /** Whether a node of the same instance has looked for certain when these look. */
  readonly knows: (node: number) => boolean
}

interface Span {
  readonly from: number
  readonly to: number
}

/** The nodes of a span that can wake, in their order. */
export function groups(span: Span, graph: Graph, activity: readonly Activity[]): readonly Group[] {
  const causes = new Map<number, readonly string[]>()
  const found: { nodes: number[]; key: string }[] = []
  for (let n = span.from; n < span.to; n++) {
    if (!activity[n]!.wakes) continue
    const node = graph.nodes[n]!
    const own = operators[node.op.op]!.guard !== undefined
    const key = own ? `own ${n}` : causesOf(node, span, causes, activity).join()
    causes.set(n, own ? [`${n}`] : key.split(','))
    const last = found.at(-1)
    if (last?.key === key) last.nodes.push(n)
    else found.push({ nodes: [n], key })
  }
  return found.map(({ nodes, key }) => {
    const members = new Set(nodes)
    // `alive` looks whenever its instance does.
    const knows = (n: number) => members.has(n) || key === `${n}` || graph.nodes[n]!.op.op === 'alive'
    return { nodes, knows }
  })
}

/** What wakes a node that always wakes with its inputs: nodes of the span that wake by themselves, and inputs from outside. */
function causesOf(
  node: Node,
  span: Span,
  causes: ReadonlyMap<number, readonly string[]>,
  activity: readonly Activity[],
): readonly string[] {
  const all = node.inputs.flatMap(input => {
    if (!activity[input.node]!.wakes) return []
    const near = input.map === -1 && input.node >= span.from
    return near ? causes.get(input.node)! : [`${input.node}:${input.map}`]
  })
  return [...new Set(all)].sort()
}
