import type { Place } from '../../compiler/inspect/cause.ts'
import type { Inspection, Root } from '../../compiler/inspect/inspect.ts'
import type { ValueTree } from '../../compiler/inspect/tree.ts'
import { sentence } from './words.ts'
import type { Writing } from './writing.ts'

/**
 * An inspection as plain data: every value once, in `nodes`, known by `id`; `inputs` and `origin` are ids. Times are µs since
 * the epoch, durations µs, absent values null.
 */
export function inspectionJson(inspection: Inspection, writing: Writing) {
  const { now, name, key, roots } = inspection
  const nodes = new Map<string, object>()
  const enter = (tree: ValueTree | undefined): string | null => {
    if (!tree) return null
    const id = idOf(tree.place)
    if (nodes.has(id)) return id
    const node: Record<string, unknown> = {}
    nodes.set(id, node)
    Object.assign(node, {
      id,
      label: writing.label(tree),
      ...writing.place(tree),
      op: tree.node.op.op,
      ...writing.kind(tree),
      keys: tree.keys,
      value: orNull(tree.value),
      ticked: orNull(tree.ticked),
      ...(tree.absence && {
        absence: { ...finite(tree.absence.cause), origin: enter(inspection.tree(tree.absence.origin)) },
      }),
      inputs: tree.inputs.map(enter),
    })
    return id
  }
  const rootJson = (root: Root) => {
    const about = { kind: root.kind, name: root.name, sentence: sentence(root, inspection, writing) }
    if (root.kind !== 'signal') return { ...about, node: enter(root.tree) }
    const { fired, lastFired, event, condition, obstacles } = root
    return {
      ...about,
      fired,
      lastFired: orNull(lastFired),
      event: enter(event),
      condition: enter(condition),
      obstacles: obstacles.map(({ place, ...what }) => ({ node: enter(inspection.tree(place)), ...what })),
    }
  }
  const all = roots.map(rootJson)
  return { name, key, now, roots: all, nodes: [...nodes.values()] }
}

const idOf = ({ node, instance }: Place) => `${node}.${instance}`
const orNull = (value: number) => (Number.isNaN(value) ? null : value)

/** JSON has no infinite numbers, which operands may be. */
function finite<T extends object>(cause: T): T {
  return 'operands' in cause ? { ...cause, operands: (cause.operands as number[]).map(orNull) } : cause
}
