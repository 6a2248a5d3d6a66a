import type { Decl } from '../../../grammar/ast/index.ts'

/** Every name that is read somewhere in these declarations, whatever it is there: names that declarations give are none. */
export function mentionedNames(decls: readonly Decl[]): ReadonlySet<string> {
  const found = new Set<string>()

  function visit(node: unknown): void {
    if (typeof node !== 'object' || node === null) return
    const { name } = node as { readonly name?: unknown }
    if (typeof name === 'string') found.add(name)
    for (const [field, part] of Object.entries(node)) if (field !== 'name' && field !== 'span') visit(part)
  }

  visit(decls.filter(decl => decl.kind !== 'use'))
  return found
}

/** Every name after a point: a function of a library may be called of a book, `i.book.imbalance()`. */
export function memberNames(decls: readonly Decl[]): ReadonlySet<string> {
  const found = new Set<string>()

  function visit(node: unknown): void {
    if (typeof node !== 'object' || node === null) return
    const { kind, name } = node as { readonly kind?: unknown; readonly name?: { readonly name?: unknown } }
    if (kind === 'member' && typeof name?.name === 'string') found.add(name.name)
    for (const part of Object.values(node)) visit(part)
  }

  visit(decls)
  return found
}
