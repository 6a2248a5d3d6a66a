import type { Decl, Item } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from './context.ts'

const kinds = ['test'] as const
type Uncompiled = Extract<Decl, { kind: (typeof kinds)[number] }>

/** Is the declaration one that the grammar knows and the compiler does not? */
export const isUncompiled = (decl: Decl): decl is Uncompiled => (kinds as readonly string[]).includes(decl.kind)

/** Refuses a declaration, and remembers the names it would bring: that they mean nothing follows from this one message. */
export function refuse(context: Context, decl: Uncompiled, scope: Scope): void {
  const { span, kind } = decl
  const place = { ...span, end: span.start + kind.length }
  fail(context, 'HVT2011', scope, place, { what: `\`${kind}\`` })
  for (const name of namesOf(decl)) context.refused.add(name)
}

/** The names that a declaration brings: its own, and those of its states and steps. */
export function* namesOf(node: Decl | Item): Iterable<string> {
  if ('name' in node && node.name) yield node.name.name
  if (node.kind === 'phase') for (const step of node.steps) yield step.name.name
  if ('body' in node) for (const inside of node.body) yield* namesOf(inside)
}
