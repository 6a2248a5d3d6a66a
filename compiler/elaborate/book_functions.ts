import type { Ident } from '../../grammar/ast/index.ts'
import type { Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'
import { libraryScope } from './names.ts'

/** `i.book.f(…)` is `f(i.book, …)`, f a function of std.book. Undefined where it is none, or this is no book. */
export function bookFunction(context: Context, of: Value, { name, span }: Ident, scope: Scope): Value | undefined {
  if (of.kind !== 'record' || !of.book) return undefined
  const file = context.modules.files.find(({ path }) => path === 'std/book.hvt')
  const decl = file?.decls.find(d => d.kind === 'fn' && d.name.name === name)
  if (file && decl?.kind === 'fn') {
    context.homes.set(decl, libraryScope(file))
    return { kind: 'function', name, decl, of }
  }
  return file || !bookFunctions.has(name) ? undefined : fail(context, 'HVT2161', scope, span, { name })
}

/** What std.book has, for the message to a file that does not use it. */
export const bookFunctions: ReadonlySet<string> = new Set(
  'imbalance microprice depth vwap slippage level_price level_size'.split(' '),
)
