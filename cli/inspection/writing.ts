import type { Inspection } from '../../compiler/inspect/inspect.ts'
import type { ValueTree } from '../../compiler/inspect/tree.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { isoTime } from '../../runtime/backtest/tables/iso_time.ts'
import { type NodePlace, placing } from '../summary/places.ts'
import { span } from '../terminal/figures.ts'
import { type Kind, writer } from '../terminal/values.ts'
import { labelling, showOf, unitOf } from './labels.ts'
import type { Names } from './names.ts'

/** How the values of an inspection are written and called. */
export interface Writing {
  readonly label: (tree: ValueTree) => string
  /** With its unit. */
  readonly value: (tree: ValueTree) => string
  readonly kind: (tree: ValueTree) => Kind
  readonly place: (tree: ValueTree) => NodePlace
}

export function writing(
  { roots, key }: Inspection,
  graph: Graph,
  sources: ReadonlyMap<string, string>,
  names: Names,
): Writing {
  const label = labelling(graph, sources, names)
  const place = placing(sources)
  const kind = (tree: ValueTree): Kind => {
    const root = roots.find(r => r.kind !== 'signal' && r.tree === tree)
    const unit = unitOf(tree.node.unit, { ...key, ...keyOf(tree) })
    return root && root.kind !== 'signal'
      ? { unit, show: root.show, ...(root.choices && { choices: root.choices }) }
      : { unit, show: showOf(graph.nodes, tree.node) }
  }
  const keyOf = ({ node, keys }: ValueTree) =>
    Object.fromEntries(graph.regions[node.region]!.keys.map((name, k) => [name, keys[k]!]))
  return {
    label,
    value: tree => {
      const about = kind(tree)
      const { unit, show } = about
      // Ratios are in per cent; a price or a quantity without a unit is none.
      const plain = tree.node.op.op === 'source' && unit === 'plain'
      const text = writer({ ...about, ...(plain && { unit: '' }), values: [tree.value] }, false)(tree.value)
      return show === 'number' && unit !== 'plain' && unit !== 's' ? `${text} ${unit}` : text
    },
    kind,
    place: tree => place(tree.node.span),
  }
}

/** `profit[BTC/USD, kraken, bitstamp] at 2026-01-05T00:12:00.000000Z, 12m into the run`. */
export function headline({ name, key, now }: Inspection, { first, time }: { first: number; time: number }): string {
  const keys = Object.values(key)
  const before = time > now ? `; the last step was ${span(time - now)} earlier` : ''
  return `${name}${keys.length ? `[${keys.join(', ')}]` : ''} at ${isoTime(time)}, ${span(time - first)} into the run${before}`
}
