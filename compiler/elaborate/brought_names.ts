import type { Decl, Item } from '../../grammar/ast/index.ts'

/** The names that a declaration brings: its own, and those of its states and steps. */
export function* namesOf(node: Decl | Item): Iterable<string> {
  if ('name' in node && node.name) yield node.name.name
  if (node.kind === 'phase') for (const step of node.steps) yield step.name.name
  if ('body' in node) for (const inside of node.body) yield* namesOf(inside)
}
