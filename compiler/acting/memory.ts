import type { Decl } from '../../grammar/ast/index.ts'
import type { Context, Scope } from '../elaborate/context.ts'

interface Declared {
  readonly decl: Decl
  readonly scope: Scope
}

const all = new WeakMap<Context, Declared[]>()

/** Labels and models of a program as they were met: what speaks of rows looks for them. */
export function declarations(context: Context): readonly Declared[] {
  return all.get(context) ?? []
}

export function remember(context: Context, decl: Decl, scope: Scope): void {
  const known = all.get(context) ?? []
  known.push({ decl, scope })
  all.set(context, known)
}
