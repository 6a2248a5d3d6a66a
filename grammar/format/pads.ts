import type { Decl, Item, Venue } from '../ast/index.ts'
import { Comments } from './comments.ts'
import { record } from './expressions.ts'
import { render, width } from './layout/render.ts'

/** The spaces before the first sign (`=`) of a declaration, or before its second. */
export type Pad = (column: number) => string

/**
 * Declarations of one kind below each other, without a blank line between, have their signs below each other. Gives the
 * spaces that each needs.
 */
export function pads(c: Comments, nodes: readonly (Decl | Item)[]): (node: Decl | Item, column: number) => string {
  const spaces = new Map<Decl | Item, readonly number[]>()
  let run: (Decl | Item)[] = []
  const close = () => {
    const widths = run.map(widthsOf)
    const widest = (widths[0] ?? []).map((_, column) => Math.max(...widths.map(w => w[column]!)))
    const crowded = run.some(node => node.kind === 'venue' && isCrowded(node, widest))
    for (const [i, node] of run.entries()) {
      spaces.set(
        node,
        widest.map((most, column) => (crowded && column === 1 ? 0 : most - widths[i]![column]!)),
      )
    }
    run = []
  }
  for (const node of nodes) {
    const before = run.at(-1)
    if (before && (before.kind !== node.kind || c.isApart(before.span.end, node.span.start))) close()
    if (widthsOf(node).length > 0) run.push(node)
    else close()
  }
  close()
  return (node, column) => ' '.repeat(spaces.get(node)?.[column] ?? 0)
}

/** Does a venue fit on one line only while its settings are not brought below those of others? */
function isCrowded({ adapter, settings }: Venue, [names = 0, adapters = 0]: readonly number[]): boolean {
  const [line] = render(record(new Comments({ comments: [], text: '' }), settings), Number.POSITIVE_INFINITY)
  const others = 'venue  =  '.length + names + line!.code.length
  return others + adapter.name.length <= width && others + adapters > width
}

/** How wide what stands before each sign is; none for a declaration that is not aligned. */
function widthsOf(node: Decl | Item): readonly number[] {
  switch (node.kind) {
    case 'venue':
      return [node.name.name.length, node.adapter.name.length]
    case 'use':
      return node.names ? [node.path.name.length + (node.quoted ? 2 : 0)] : []
    case 'universe':
      return [node.name.name.length + (node.of ? node.of.name.length + 2 : 0)]
    case 'label':
      return [node.name.name.length + (node.for ? node.for.name.length + 5 : 0)]
    case 'let':
    case 'const':
    case 'feature':
    case 'param':
      return [node.name.name.length]
    default:
      return []
  }
}
