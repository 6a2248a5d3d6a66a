import type { Decl, Item } from '../ast/index.ts'
import type { Comments } from './comments.ts'
import { type Doc, group, hardline, indent, join, line, wideline } from './layout/doc.ts'

interface Spanned {
  readonly span: { readonly start: number; readonly end: number }
  readonly doc?: string
}

/** One below the other, with their descriptions and comments and the blank lines between them. */
export function sequence<T extends Spanned>(
  c: Comments,
  nodes: readonly T[],
  end: number,
  print: (one: T) => Doc,
): Doc {
  const docs = nodes.map((node, i) => {
    const { docs: above, described } = c.above(node.span.start, i === 0)
    const description = node.doc === undefined || described ? [] : node.doc.split('\n').map(descriptionLine)
    return [above, description, printed(c, node, nodes[i + 1]?.span.start ?? end, print)]
  })
  return [docs, c.below(end, nodes.length === 0)]
}

const descriptionLine = (text: string): Doc => [text === '' ? '///' : `/// ${text}`, hardline]

/** With the comments in it that found no other place, and those after it on its line. */
function printed<T extends Spanned>(c: Comments, node: T, limit: number, print: (one: T) => Doc): Doc {
  return [print(node), c.leftover(node.span.end), c.after(node.span.end, limit)]
}

/** The comments that stand before the `{` of a block, or after it on its line. */
const openingOf = (c: Comments, first: number): Doc[] => [...c.beforeOpening(first), ...c.afterOpening(first)]

/** A block of declarations. */
export function declarations(
  c: Comments,
  nodes: readonly (Decl | Item)[],
  end: number,
  print: (d: Decl | Item) => Doc,
): Doc {
  const opening = openingOf(c, nodes[0]?.span.start ?? end)
  if (nodes.length === 0 && opening.length === 0 && !c.pending(end)) return '{}'
  return ['{', indent([opening, hardline, sequence(c, nodes, end, print)]), hardline, '}']
}

/** A block whose items may stand on one line: they do where they did, and fit, unless they must be `apart`. */
export function clauses<T extends Spanned>(
  c: Comments,
  nodes: readonly T[],
  end: number,
  print: (one: T) => Doc,
  apart = false,
): Doc {
  const [first] = nodes
  const opening = openingOf(c, first?.span.start ?? end)
  if (!first && opening.length === 0 && !c.pending(end)) return '{}'
  const gaps = nodes.some((node, i) => i > 0 && c.isApart(nodes[i - 1]!.span.end, node.span.start))
  if (apart || gaps || !first || opening.length > 0 || c.pending(end) || c.beginsLine(first.span.start)) {
    return ['{', indent([opening, hardline, sequence(c, nodes, end, print)]), hardline, '}']
  }
  const docs = nodes.map(node => printed(c, node, end, print))
  return group(['{', indent([line, join(wideline, docs)]), line, '}'])
}
