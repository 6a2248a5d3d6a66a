import type { Decl, Each, Expr } from '../../grammar/ast/index.ts'
import type { KeyScope, KeyVar, Static } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { kindText } from '../program/value.ts'
import { type Binding, type Context, childScope, fail, type Scope } from './context.ts'
import { keyValue } from './instruments.ts'
import { universe } from './universes.ts'

/** A declaration of streams with the scope it stands in, in text order. */
export interface Placed {
  readonly decl: Decl
  readonly scope: Scope
}

const topLevel = new Set(['header', 'use', 'venue', 'peg', 'universe', 'param', 'require', 'const', 'fn'])
const streams = new Set(['let', 'feature', 'signal'])

/** Enters every declaration's name into its scope, opening the bodies of `each`. */
export function declare(context: Context, decls: readonly Decl[], scope: Scope): readonly Placed[] {
  for (const decl of decls) if (decl.kind !== 'each') enter(context, decl, scope)
  return decls.flatMap(decl => (decl.kind === 'each' ? open(context, decl, scope) : [{ decl, scope }]))
}

function enter(context: Context, decl: Decl, scope: Scope): void {
  if (scope.key && topLevel.has(decl.kind))
    fail(context, 'HVT2012', scope, decl.span, { what: `\`${decl.kind}\``, where: 'inside `each`' })
  if (!('name' in decl) || decl.kind === 'header') return
  const { name, span } = decl.name
  if (taken(name, scope)) fail(context, 'HVT2002', scope, span, { name })
  else scope.names.set(name, { kind: 'decl', decl, scope })
  if (streams.has(decl.kind)) for (let s = scope.parent; s; s = s.parent) offer(s, name, { kind: 'decl', decl, scope })
}

function open(context: Context, decl: Each, outer: Scope): readonly Placed[] {
  const vars: KeyVar[] = []
  const key: Mutable<KeyScope> = { parent: outer.key, vars, where: undefined }
  const scope = childScope(outer, { key })
  for (const { name, in: members } of decl.keys) {
    if (taken(name.name, scope)) {
      fail(context, 'HVT2002', scope, name.span, { name: name.name })
      return []
    }
    const value = universe(context, members, scope)
    if (value.kind !== 'universe') return []
    const keyVar: KeyVar = { name: name.name, universe: value.universe, scope: key }
    vars.push(keyVar)
    scope.names.set(name.name, { kind: 'value', value: () => keyValue({ var: keyVar }), span: name.span })
  }
  if (decl.where) key.where = condition(context, decl.where, scope)
  return declare(context, decl.body, scope)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** `where` chooses tuples before the run: it may compare keys, nothing else. */
function condition(context: Context, expr: Expr, scope: Scope): Static<boolean> | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error') return undefined
  const found = value.kind === 'scalar' ? staticOf(value.term) : undefined
  if (found) return found
  if (value.kind === 'scalar' && value.term.op.op === 'error') return undefined
  if (value.kind === 'scalar' && value.term.type === 'bool')
    fail(context, 'HVT2103', scope, expr.span, { what: '`where`' })
  else
    fail(context, 'HVT2101', scope, expr.span, {
      what: '`where`',
      wanted: 'a condition on keys',
      found: kindText(value),
    })
  return undefined
}

function staticOf(term: Term): Static<boolean> | undefined {
  const { op, args } = term
  if (op.op === 'table' && term.type === 'bool') return { keys: op.value.keys, at: a => op.value.at(a) === 1 }
  if (op.op === 'constant' && term.type === 'bool') return { keys: [], at: () => op.value === 1 }
  if (op.op !== 'pointwise' || !['and', 'or', 'not'].includes(op.fn)) return undefined
  const [a, b] = args.map(staticOf)
  if (!a || (op.fn !== 'not' && !b)) return undefined
  return {
    keys: [...new Set([...a.keys, ...(b?.keys ?? [])])],
    at: at => (op.fn === 'not' ? !a.at(at) : op.fn === 'and' ? a.at(at) && b!.at(at) : a.at(at) || b!.at(at)),
  }
}

/** A name may not hide one of a scope around it: nobody reads twice to see which is meant. */
function taken(name: string, scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.names.has(name)) return true
  return false
}

function offer(scope: Scope, name: string, binding: Binding): void {
  scope.inner.set(name, [...(scope.inner.get(name) ?? []), binding])
}
