import type { Ident } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'

/** One of a list of words; undefined where it is another, which is told. */
export function wordOf<W extends string>(
  context: Context,
  { name, span }: Ident,
  known: readonly W[],
  what: string,
  scope: Scope,
): W | undefined {
  if ((known as readonly string[]).includes(name)) return name as W
  const suggestion = nearest(name, known)
  fail(context, 'HVT2412', scope, span, { word: name, what, known: known.join(', '), suggestion })
  return undefined
}
