import type { Decl, Fn, Item, Param, Span } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from './context.ts'

const kinds = ['asset', 'test'] as const
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

/** Refuses what the compiler does not know of a declaration that it knows otherwise. */
export function refuseParts(context: Context, decl: Param | Fn, scope: Scope): void {
  const later = (what: string, span: Span | undefined) => span && fail(context, 'HVT2011', scope, span, { what })
  if (decl.kind === 'param') return void later('a param `per` key', decl.per?.[0]?.span)
  const type = decl.params.find(p => p.type)?.type ?? decl.returns
  later('the type of a parameter or a function', type?.span)
}

function* namesOf(node: Decl | Item): Iterable<string> {
  if ('name' in node && node.name) yield node.name.name
  if (node.kind === 'phase') for (const step of node.steps) yield step.name.name
  if ('body' in node) for (const inside of node.body) yield* namesOf(inside)
}
