import type { Decl, Expr } from '../../grammar/ast/index.ts'
import type { Context, Scope } from '../elaborate/context.ts'
import { keyFor } from '../elaborate/index-keys.ts'
import { allKeys } from '../program/instances.ts'
import { type KeyVar, memberText } from '../program/keys.ts'

/** The declaration that a `given` speaks of. */
export interface Target {
  readonly decl: Streams
  /** Where it stands. */
  readonly scope: Scope
  /** Fields below it: `fit.slope`. */
  readonly path: readonly string[]
  /** The keys as texts; undefined: every instance. */
  readonly keys: readonly string[] | undefined
}
type Streams = Extract<Decl, { kind: (typeof kinds)[number] }>
const kinds = ['let', 'feature', 'signal', 'model', 'phase', 'cycle', 'label', 'param'] as const

/** `x`, `x[k]`, `x.f[k]`, `x[k].f` of a declaration; undefined for all else. */
export function targetOf(context: Context, stream: Expr, root: Scope): Target | undefined {
  const path: string[] = []
  let keys: readonly Expr[] | undefined
  let expr = stream
  while (expr.kind === 'member' || expr.kind === 'index') {
    if (expr.kind === 'member') path.unshift(expr.name.name)
    else if (keys) return undefined
    else keys = expr.keys
    expr = expr.of
  }
  if (expr.kind !== 'name') return undefined
  const inside = root.inner.get(expr.name) ?? []
  const binding = root.names.get(expr.name) ?? (inside.length === 1 ? inside[0] : undefined)
  if (binding?.kind !== 'decl' || !isStream(binding.decl)) return undefined
  const vars = allKeys(binding.scope.key)
  const texts = keys?.map((key, k) => textOf(context, key, vars[k], root))
  if (texts?.includes(undefined)) return undefined
  return { decl: binding.decl, scope: binding.scope, path, keys: texts as string[] | undefined }
}

function textOf(context: Context, expr: Expr, of: KeyVar | undefined, root: Scope): string | undefined {
  const key = keyFor(context.expression(expr, root), of)
  return key && 'member' in key ? memberText(key.member) : undefined
}

function isStream(decl: Decl): decl is Streams {
  return (kinds as readonly string[]).includes(decl.kind)
}
