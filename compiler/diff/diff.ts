import type { Graph, Output } from '../ir/graph.ts'
import { paramsOf as paramsRead } from '../ir/params.ts'
import { contentOf, type Likeness, likeness } from './contents.ts'
import { type DeclaredDifference, declaredOf } from './declared.ts'
import type { Known } from './known.ts'
import { type Moved, type PlanDifference, planOf } from './plan.ts'
import { partOf, remembers } from './roles.ts'
import { numbering, structure } from './structure.ts'

/** What becomes of a running graph when another takes its place. */
export interface Difference {
  /** All that the digest of a graph covers is the same. */
  readonly same: boolean
  /** Of the new graph by node; `kept` of its instances go on as they are. */
  readonly nodes: readonly { readonly is: 'same' | 'grown' | 'changed' | 'new'; readonly kept: number }[]
  /** Nodes of the old graph of which nothing goes on, and whose place no other takes. */
  readonly gone: readonly number[]
  readonly outputs: readonly OutputDifference[]
  readonly plan: readonly PlanDifference[]
  readonly declared: readonly DeclaredDifference[]
  readonly params: readonly { readonly name: string; readonly before?: string; readonly after?: string }[]
  /** Signals that may fire as soon as they can, because nothing is known of what they last were. */
  readonly mayFire: readonly string[]
}

export interface OutputDifference {
  readonly kind: Output['kind']
  readonly name: string
  readonly is: Likeness | 'new' | 'gone'
  readonly keys: { readonly before: number; readonly after: number }
  /** Rows wait for what is known of them later, and nothing takes them over. */
  readonly refusedWhileLive?: true
  /** Index into the outputs of the new graph. */
  readonly after?: number
}

/** Compares two graphs by what their nodes are made of. */
export function diff(before: Graph, after: Graph): Difference {
  const name = numbering()
  const old = { graph: before, digests: structure(before, name) }
  const young = { graph: after, digests: structure(after, name) }
  const past = new Set(old.digests.flat())
  const future = new Set(young.digests.flat())
  const kept = young.digests.map(of => of.filter(digest => past.has(digest)).length)
  const lost = before.nodes.flatMap((_, n) => (old.digests[n]!.some(digest => future.has(digest)) ? [] : [n]))
  const { changed, gone } = replaced(before, lost, after, kept)
  const nodes = kept.map((count, n) => {
    const all = young.digests[n]!.length
    const is = count === all ? 'same' : count > 0 ? 'grown' : changed.has(n) ? 'changed' : 'new'
    return { is, kept: count } as const
  })
  const params = paramsOf(before, after)
  const moved = movedBy(young, kept, params)
  return {
    same: before.digest === after.digest,
    nodes,
    gone,
    outputs: outputsOf(old, young),
    plan: planOf(old, young, moved),
    declared: declaredOf(before, after),
    params,
    mayFire: firing(after, moved),
  }
}

/** A node that is not in the old graph takes the place of one that is not in the new: same operator, same declarations. */
function replaced(before: Graph, lost: readonly number[], after: Graph, kept: readonly number[]) {
  const [oldRoles, roles] = [partOf(before), partOf(after)]
  const role = ({ nodes }: Graph, n: number, names: readonly string[]) => `${nodes[n]!.op.op} ${names.join()}`
  const free = new Map<string, number[]>()
  for (const n of lost) {
    const key = role(before, n, oldRoles[n]!)
    free.set(key, [...(free.get(key) ?? []), n])
  }
  const changed = new Set<number>()
  after.nodes.forEach((_, n) => {
    if (kept[n] === 0 && free.get(role(after, n, roles[n]!))?.shift() !== undefined) changed.add(n)
  })
  const left = new Set([...free.values()].flat())
  return { changed, gone: lost.filter(n => left.has(n)) }
}

function outputsOf(old: Known, young: Known): OutputDifference[] {
  const name = ({ kind, name: text }: Output) => `${kind} ${text}`
  const visible = ({ outputs }: Graph) => outputs.filter(output => output.kind !== 'condition')
  const before = new Map(visible(old.graph).map(output => [name(output), contents(old, output)]))
  const found = visible(young.graph).map((output): OutputDifference => {
    const was = before.get(name(output))
    const now = contents(young, output)
    before.delete(name(output))
    const base = { kind: output.kind, name: output.name, after: young.graph.outputs.indexOf(output) }
    if (!was) return { ...base, is: 'new', keys: { before: 0, after: now.size } }
    const keys = { before: was.size, after: now.size }
    return { ...base, is: likeness(was, now), keys }
  })
  const gone = visible(old.graph).filter(output => before.has(name(output)))
  return [
    ...found,
    ...gone.map(output => ({
      kind: output.kind,
      name: output.name,
      is: 'gone' as const,
      keys: { before: before.get(name(output))!.size, after: 0 },
      ...(output.columns.some(({ value }) => 'after' in value) && { refusedWhileLive: true as const }),
    })),
  ]
}

/** By key: all that an output reports there. */
function contents(known: Known, { region, on: when, trigger, completes, columns }: Output): Map<string, string> {
  const reported = columns.map(({ name, value }) => ({ name, value }))
  const all = { when, trigger, after: completes?.after, columns: reported }
  const content = contentOf(known, all)
  return new Map(known.graph.regions[region]!.instances.map((tuple, instance) => [tuple.join(), content(instance)]))
}

function paramsOf(before: Graph, after: Graph): Difference['params'] {
  const was = new Map(before.params.map(param => [param.name, param]))
  const is = new Map(after.params.map(param => [param.name, param]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(name => {
    const [a, b] = [was.get(name), is.get(name)]
    if (a && b && a.value === b.value && a.unit === b.unit) return []
    return [{ name, ...(a && { before: a.text }), ...(b && { after: b.text }) }]
  })
}

/** A condition rises because of a redeploy if it is not known from before, or looks at a param that has another value. */
function movedBy({ graph, digests }: Known, kept: readonly number[], params: Difference['params']): Moved {
  const set = new Set(params.map(param => param.name))
  const read: boolean[] = []
  const fires: boolean[] = []
  graph.nodes.forEach(({ op, inputs, stream }, n) => {
    const own = paramsRead(op).some(param => set.has(graph.params[param]!.name))
    read.push(own || inputs.some(({ node }) => read[node]!))
    const rises = op.op === 'rising' && (kept[n]! < digests[n]!.length || read[n]!)
    fires.push(rises || (stream === 'event' && inputs.some(({ node }) => fires[node]!)))
  })
  return { params: read, fires }
}

function firing({ nodes, outputs }: Graph, { fires }: Moved): string[] {
  return outputs.flatMap(({ kind, name, trigger: { node } }) =>
    kind === 'signal' && nodes[node]!.op.op === 'rising' && fires[node] ? [name] : [],
  )
}

/** Whether nothing that has a past begins anew. */
export function keepsAll({ nodes }: Difference, after: Graph): boolean {
  return nodes.every(({ is }, n) => is === 'same' || !remembers(after.nodes[n]!.op))
}
