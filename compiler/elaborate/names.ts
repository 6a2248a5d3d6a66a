import type { Decl, Ident } from '../../grammar/ast/index.ts'
import { suggest } from '../../grammar/diagnostics/nearest.ts'
import { allKeys } from '../program/instances.ts'
import type { KeyScope, KeyVar } from '../program/keys.ts'
import { type KeyMap, named } from '../program/substitute.ts'
import { error, type Value } from '../program/value.ts'
import { isOffered } from '../resolve/libraries.ts'
import { builtinNames } from './builtins.ts'
import { type Binding, type Context, fail, type Scope, scalar } from './context.ts'
import { declaredValue } from './declared.ts'
import { sideOf } from './sides.ts'

/** Unknown names for which a near one is looked for: it is looked for among all names there are. */
const mostSuggested = 100

/** The value of a name as seen from a scope. */
export function name(context: Context, { name, span }: Ident, scope: Scope): Value {
  if (context.refused.has(name)) return error
  const binding = find(context, name, scope)
  if (binding) return bound(context, binding, { name, span }, scope, new Map())
  if (name === 'now') return scalar({ op: 'now' }, [], 'time', span, scope)
  const side = sideOf(name)
  if (side) return { kind: 'side', is: side }
  if (builtinNames.has(name)) return { kind: 'function', name, decl: undefined }
  const word = context.engine.word(context, { name, span }, scope)
  if (word) return word
  const inside = findInside(name, scope)
  if (inside.length === 1) {
    if (isBroken(keyScope(inside[0]!))) return error
    const keys = allKeys(keyScope(inside[0]!)).map(key => key.name)
    return fail(context, 'HVT2006', scope, span, { name, keys: keys.join(', ') })
  }
  if (inside.length > 1) return fail(context, 'HVT2013', scope, span, { name })
  const suggested =
    context.unknown.push(name) > mostSuggested ? { suggestion: undefined } : suggest(name, visible(context, scope))
  // Told once: further uses in this scope follow from the same mistake.
  scope.names.set(name, { kind: 'value', value: () => error, span })
  return fail(context, 'HVT2001', scope, span, { name, ...suggested })
}

/** Whether nothing has a name: asked where a word of a choice may stand, which needs no declaration. */
export function isUnknown(context: Context, name: string, scope: Scope): boolean {
  const { engine, refused } = context
  const isWord = name === 'now' || sideOf(name) || builtinNames.has(name) || engine.words.has(name)
  return !isWord && !refused.has(name) && !find(context, name, scope) && findInside(name, scope).length === 0
}

/** The declaration of a stream that exists per key, for `name[keys]`; undefined where the name is something else. */
export function keyedStream(context: Context, name: string, scope: Scope): Binding | undefined {
  const inside = findInside(name, scope)
  const found = find(context, name, scope) ?? (inside.length === 1 ? inside[0] : undefined)
  const binding = found?.kind === 'payload' ? found.stream : found
  return binding && keyScope(binding) && isStream(binding) ? binding : undefined
}

/** The value of a binding as read at `use`, its scope's keys replaced. */
export function bound(context: Context, binding: Binding, use: Ident, scope: Scope, keys: KeyMap): Value {
  if (binding.kind === 'value' && keys.size === 0) return binding.value()
  if (binding.kind === 'value') return named(binding.value(), use.name, binding.span, keys, use.span, scope.calls)
  if (binding.kind === 'payload') return named(binding.value(), use.name, binding.span, keys, use.span, scope.calls)
  const { decl } = binding
  if (context.busy.includes(decl)) return circle(context, decl, use, scope)
  const value = declaredValue(context, decl, binding.scope)
  if (!('name' in decl) || value.kind === 'error') return error
  return named(value, decl.name.name, decl.name.span, keys, use.span, scope.calls)
}

export function streamKeys(binding: Binding): readonly KeyVar[] {
  return allKeys(keyScope(binding))
}

function keyScope(binding: Binding) {
  return binding.kind === 'payload' ? undefined : binding.scope?.key
}

/** A stream of an `each` with a wrong universe, which is told: how it is read says nothing. */
export function hasBrokenKeys(binding: Binding): boolean {
  return isBroken(keyScope(binding))
}

function isBroken(scope: KeyScope | undefined): boolean {
  return scope !== undefined && (scope.isBroken === true || isBroken(scope.parent))
}

function isStream(binding: Binding): boolean {
  return binding.kind === 'decl' ? keyed.has(binding.decl.kind) : binding.kind === 'value'
}

const keyed: ReadonlySet<string> = new Set(['let', 'feature', 'signal', 'param', 'label', 'model', 'cycle'])

function find(context: Context, name: string, scope: Scope): Binding | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const binding = s.names.get(name)
    if (binding) return binding
  }
  const imported = context.modules.imports.get(scope.file)?.get(name)
  return imported && { kind: 'decl', decl: imported.decl, scope: libraryScope(imported.file) }
}

function findInside(name: string, scope: Scope): readonly Binding[] {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const found = s.inner.get(name)
    if (found) return found
  }
  return []
}

/** The names of a library's own file: its functions and constants. */
export function libraryScope(file: Scope['file']): Scope {
  const scope: Scope = { parent: undefined, file, key: undefined, names: new Map(), inner: new Map(), calls: [] }
  for (const decl of file.decls) if (isOffered(decl)) scope.names.set(decl.name.name, { kind: 'decl', decl, scope })
  return scope
}

function* visible(context: Context, scope: Scope): Iterable<string> {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    yield* s.names.keys()
    yield* s.inner.keys()
  }
  yield* context.modules.imports.get(scope.file)?.keys() ?? []
  yield* builtinNames
  yield 'now'
  yield* context.engine.words
}

function circle(context: Context, decl: Decl, use: Ident, scope: Scope): Value {
  const from = context.busy.indexOf(decl)
  const names = context.busy.slice(from).flatMap(d => ('name' in d ? [d.name.name] : []))
  const path = [...names, use.name].join(' → ')
  return fail(context, 'HVT2003', scope, use.span, { name: use.name, path })
}
