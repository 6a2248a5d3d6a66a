import type { Graph, Output } from '../ir/graph.ts'
import { cut, inputName, unitName } from './labels.ts'
import { type Box, type BoxKind, clustered, type Picture } from './picture.ts'
import { actsOf } from './plan.ts'

/** A box that is being drawn: a declaration or an input, and the nodes that are its value. */
interface Draft {
  readonly kind: BoxKind
  readonly title: string
  readonly region: number
  readonly nodes: Set<number>
  readonly details: Set<string>
}

/** Only what is declared: inputs, params, features, signals, records, pegs, and what each is made of. */
export function declarations(graph: Graph): Picture {
  const drafts = new Map<string, Draft>()
  /** By node: the boxes whose value it is. */
  const owners = graph.nodes.map(() => [] as Draft[])
  const draw = (kind: BoxKind, title: string, region: number): Draft => {
    const key = `${kind} ${title} ${region}`
    const known = drafts.get(key)
    if (known) return known
    const draft = { kind, title, region, nodes: new Set<number>(), details: new Set<string>() }
    drafts.set(key, draft)
    return draft
  }
  const own = (draft: Draft, node: number, detail = '') => {
    if (!draft.nodes.has(node)) owners[node]!.push(draft)
    draft.nodes.add(node)
    if (detail) draft.details.add(detail)
  }

  graph.nodes.forEach((node, n) => {
    const { op, region } = node
    if (op.op === 'source') own(draw('input', inputName(graph, node), region), n, op.field)
    if (op.op === 'given') own(draw('input', inputName(graph, node), region), n, op.field)
    if (op.op === 'every') own(draw('clock', inputName(graph, node), region), n)
    if (op.op === 'param') own(draw('param', graph.params[op.param]!.name, region), n, graph.params[op.param]!.text)
    if (op.op === 'params')
      for (const param of op.params) own(draw('param', graph.params[param]!.name, region), n, graph.params[param]!.text)
  })
  for (const output of graph.outputs) {
    if (output.kind === 'condition' || output.kind === 'completion') continue
    const draft = draw(output.kind, declared(output), output.region)
    own(draft, output.trigger.node)
    for (const { name, value, unit } of output.columns) {
      if (output.kind !== 'peg') draft.details.add(detail(output, name, unit))
      if ('input' in value) own(draft, value.input.node)
    }
  }

  for (const { kind, title, detail, region, nodes } of actsOf(graph)) {
    const draft = draw(kind, title, region)
    for (const node of nodes) own(draft, node)
    if (detail) draft.details.add(detail)
  }

  // The order of nodes is the compiler's affair: a picture has its own.
  const all = [...drafts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, draft]) => draft)
  const ids = new Map(
    all.map(draft => [draft, `${draft.kind}${all.filter(d => d.kind === draft.kind).indexOf(draft)}`]),
  )
  const id = (draft: Draft) => ids.get(draft)!
  return {
    title: graph.strategy,
    ...clustered(
      graph,
      all.map(draft => ({ id: id(draft), ...boxOf(draft) })),
    ),
    edges: all.flatMap(draft => {
      const above = madeOf(draft, graph, owners)
      return all.filter(other => above.has(other)).map(other => ({ from: id(other), to: id(draft) }))
    }),
  }
}

/** `usual.mean` is of the feature `usual`. */
function declared({ kind, name }: Output): string {
  return kind === 'feature' ? name.split('.')[0]! : name
}

function detail({ kind, name }: Output, column: string, unit: string): string {
  if (kind === 'record') return column
  return [name.split('.').slice(1).join('.'), unitName(unit)].filter(text => text).join(' ')
}

function boxOf({ kind, title, region, details }: Draft): Omit<Box, 'cluster' | 'id'> & { region: number } {
  const shown = [...details].filter(text => text !== 'origin')
  return { kind, title, region, detail: cut(shown.join(', '), 44) }
}

/** The boxes that are met first on the way up. */
function madeOf(draft: Draft, { nodes }: Graph, owners: readonly (readonly Draft[])[]): ReadonlySet<Draft> {
  if (['input', 'clock', 'param'].includes(draft.kind)) return new Set()
  const found = new Set<Draft>()
  const seen = new Set<number>()
  const rest = [...draft.nodes]
  for (let n = rest.pop(); n !== undefined; n = rest.pop()) {
    if (seen.has(n)) continue
    seen.add(n)
    // What is also another declaration of the same rank is no part of this one: each would be made of the other.
    const others = owners[n]!.filter(other => other !== draft && rank(other) < rank(draft))
    const above = draft.nodes.has(n) ? others : owners[n]!.filter(other => other !== draft && ranks[other.kind] < 3)
    for (const other of above) found.add(other)
    if (above.length === 0) rest.push(...nodes[n]!.inputs.map(input => input.node))
  }
  return found
}

function rank({ kind }: Draft): number {
  return ranks[kind]
}

const ranks: Readonly<Record<BoxKind, number>> = {
  ...{ input: 0, clock: 0, param: 0, node: 0, peg: 1, feature: 1, signal: 2 },
  ...{ record: 3, order: 3, model: 3, alert: 3, risk: 3 },
}
