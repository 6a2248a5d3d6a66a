import type { Decl, Each, Expr, Ident, Pair } from '../../grammar/ast/index.ts'
import { allKeys, instances } from '../program/instances.ts'
import { type KeyScope, type KeyVar, map, memberText, type Static } from '../program/keys.ts'
import { staticOf } from '../program/known.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Binding, type Context, childScope, fail, type Scope } from './context.ts'
import { keyValue } from './instruments.ts'
import { tooMany } from './too-many.ts'
import { universe } from './universes.ts'

/** A declaration of streams with the scope it stands in, in text order. */
export interface Placed {
  readonly decl: Decl
  readonly scope: Scope
}

const topLevel = new Set([
  'header',
  'use',
  'venue',
  'source',
  'asset',
  'peg',
  'universe',
  'require',
  'const',
  'fn',
  'test',
])
const streams = new Set(['let', 'feature', 'signal', 'param', 'label', 'model', 'cycle'])
/** Their names stand in results, so one name is one thing in the whole strategy. */
const reported = new Set(['feature', 'signal', 'param', 'label', 'model', 'cycle'])

/** Enters every declaration's name into its scope, opening the bodies of `each`. */
export function declare(context: Context, decls: readonly Decl[], scope: Scope): readonly Placed[] {
  for (const decl of decls) if (decl.kind !== 'each' && decl.kind !== 'pair') enter(context, decl, scope)
  return decls.flatMap(decl => {
    if (decl.kind === 'each') return open(context, decl, scope)
    return decl.kind === 'pair' ? pair(context, decl, scope) : [{ decl, scope }]
  })
}

function enter(context: Context, decl: Decl, scope: Scope): void {
  if (scope.key && topLevel.has(decl.kind))
    fail(context, 'HVT2012', scope, decl.span, { what: `\`${decl.kind}\``, where: 'inside `each`' })
  for (const [name, binding] of context.engine.names(context, decl, scope)) bring(context, name, binding, scope)
  if (!('name' in decl) || decl.kind === 'header') return
  const { name, span } = decl.name
  const twice = (scope.inner.get(name) ?? outermost(scope).inner.get(name) ?? []).some(isReported)
  const imported = context.modules.imports.get(scope.file)?.has(name)
  if (taken(name, scope) || imported || (reported.has(decl.kind) && twice))
    fail(context, 'HVT2002', scope, span, { name })
  else scope.names.set(name, { kind: 'decl', decl, scope })
  if (decl.kind === 'fn')
    for (const [i, param] of decl.params.entries())
      if (decl.params.findIndex(p => p.name.name === param.name.name) < i)
        fail(context, 'HVT2002', scope, param.name.span, { name: param.name.name })
  if (streams.has(decl.kind)) for (let s = scope.parent; s; s = s.parent) offer(s, name, { kind: 'decl', decl, scope })
}

function bring(context: Context, name: string, binding: Binding, scope: Scope): void {
  if (taken(name, scope) && binding.kind === 'value') fail(context, 'HVT2002', scope, binding.span, { name })
  else {
    scope.names.set(name, binding)
    if (binding.kind === 'value' && binding.scope) for (let s = scope.parent; s; s = s.parent) offer(s, name, binding)
  }
}

/** `pair (a, b) in tickers …`: each two members of a universe once, in canonical order. */
function pair(context: Context, decl: Pair, outer: Scope): readonly Placed[] {
  const { key, vars, scope } = opening(outer)
  const members = universe(context, decl.in, scope)
  for (const name of [decl.first, decl.second]) if (!bind(context, name, members, vars, key, scope)) return []
  const [a, b] = vars
  if (a && b) {
    key.where = [{ keys: [a, b], at: at => memberText(at(a)) < memberText(at(b)) }]
    if (a.universe.members.length < 2)
      fail(context, 'HVT2101', scope, decl.in.span, { what: '`pair`', wanted: 'two members', found: 'one' })
  }
  return [{ decl, scope }, ...declare(context, decl.body, scope)]
}

function open(context: Context, decl: Each, outer: Scope): readonly Placed[] {
  const { key, vars, scope } = opening(outer)
  for (const { name, in: members } of decl.keys)
    if (!bind(context, name, universe(context, members, scope), vars, key, scope)) return []
  if (decl.where) key.where = conditions(context, decl.where, scope)
  if (instances(vars).length === 0)
    fail(context, 'HVT2101', scope, decl.where?.span ?? decl.span, {
      what: '`where`',
      wanted: 'a condition that some keys meet',
      found: 'one that none meets',
    })
  return declare(context, decl.body, scope)
}

function opening(outer: Scope) {
  const vars: KeyVar[] = []
  const key: Mutable<KeyScope> = { parent: outer.key, vars, where: [] }
  return { key, vars, scope: childScope(outer, { key }) }
}

/** Enters the name of a key; false where it is taken. Of a universe that is wrong, which is told, the body is read all the same. */
function bind(
  context: Context,
  name: Ident,
  members: Value,
  vars: KeyVar[],
  key: Mutable<KeyScope>,
  scope: Scope,
): boolean {
  const { span } = name
  if (taken(name.name, scope)) {
    fail(context, 'HVT2002', scope, span, { name: name.name })
    return false
  }
  const keyVar = members.kind === 'universe' && { name: name.name, universe: members.universe, scope: key }
  if (!keyVar || tooMany(context, [...allKeys(key), keyVar], span, scope)) {
    key.isBroken = true
    scope.names.set(name.name, { kind: 'value', value: () => error, span })
    return true
  }
  vars.push(keyVar)
  scope.names.set(name.name, { kind: 'value', value: () => keyValue({ var: keyVar }, span, scope), span })
  return true
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** `where` chooses tuples before the run: it may ask for keys, fees, params and constants. One condition per `and`. */
function conditions(context: Context, expr: Expr, scope: Scope): readonly Static<boolean>[] {
  if (expr.kind === 'binary' && expr.op === 'and')
    return [...conditions(context, expr.left, scope), ...conditions(context, expr.right, scope)]
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return []
  if (value.kind === 'scalar' && value.term.type === 'bool') {
    const known = staticOf(value.term)
    if (known) return [map(known, x => x === 1)]
  }
  const found = value.kind === 'scalar' && value.term.type === 'bool' ? 'a condition on the market' : kindText(value)
  fail(context, 'HVT2101', scope, expr.span, { what: '`where`', wanted: 'a condition on keys, fees and params', found })
  return []
}

/** A name may not hide one of a scope around it: nobody reads twice to see which is meant. */
function taken(name: string, scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.names.has(name)) return true
  return false
}

function isReported(binding: Binding): boolean {
  return binding.kind === 'decl' && reported.has(binding.decl.kind)
}

function outermost(scope: Scope): Scope {
  return scope.parent ? outermost(scope.parent) : scope
}

function offer(scope: Scope, name: string, binding: Binding): void {
  scope.inner.set(name, [...(scope.inner.get(name) ?? []), binding])
}
