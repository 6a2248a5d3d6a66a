import type { Expr, Index, Span } from '../../grammar/ast/index.ts'
import { allKeys, assignment, existence, instances } from '../program/instances.ts'
import { type Key, type KeyScope, type KeyVar, listed, memberOf, memberText } from '../program/keys.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Binding, type Context, fail, type Scope } from './context.ts'
import { keyedSource } from './declared_sources.ts'
import { instrumentOf } from './instruments.ts'
import { bound, hasBrokenKeys, keyedStream, streamKeys } from './names.ts'
import { numberKeyOf } from './number-keys.ts'
import { atVenue } from './universes.ts'

/** `v[s]`, `x[perps]`, `moves[s, cheap]`. */
export function index(context: Context, expr: Index, scope: Scope): Value {
  const keys = expr.keys.map(key => context.expression(key, scope))
  if (keys.some(key => key.kind === 'error')) return error
  const stream = expr.of.kind === 'name' ? keyedStream(context, expr.of.name, scope) : undefined
  if (stream && expr.of.kind === 'name' && keys.length > 0) {
    const value = bound(context, stream, expr.of, scope, new Map())
    if (value.kind === 'error') return error
    if (value.kind === 'scalar' || value.kind === 'record' || isOutside(stream, scope))
      return keyed(context, stream, expr.of, expr, keys, scope)
  }
  const of = context.expression(expr.of, scope)
  if (of.kind === 'error') return error
  const [key] = keys
  if (of.kind === 'venue' && keys.length === 1 && key?.kind === 'symbol')
    return { kind: 'instrument', ref: instrumentOf(of, key) }
  if (of.kind === 'venue' && keys.length === 1 && key?.kind === 'universe' && key.universe.of === 'symbol') {
    if ('member' in of.key && of.key.member.kind === 'venue') {
      const venue = of.key.member
      return {
        kind: 'universe',
        universe: atVenue(key.universe, s => ({ kind: 'instrument', venue, symbol: listed(venue, s) })),
      }
    }
  }
  if (of.kind === 'source') return keyedSource(context, of, keys, expr.span, scope)
  const found = keys.map(kindText).join(', ')
  const what = of.kind === 'venue' ? 'a venue' : kindText(of)
  const wanted = of.kind === 'venue' ? 'one symbol' : 'nothing'
  return fail(context, 'HVT2007', scope, expr.span, { what, wanted, found })
}

/** A stream of another `each`, or of this one under other keys. */
function keyed(
  context: Context,
  stream: Binding,
  use: Extract<Expr, { kind: 'name' }>,
  expr: Index,
  values: readonly Value[],
  scope: Scope,
): Value {
  if (hasBrokenKeys(stream)) return error
  const vars = streamKeys(stream)
  const wanted = vars.map(v => `${article(v.universe.of)} (${v.name})`).join(', ')
  const keys = values.map((value, k) => keyFor(value, vars[k]))
  const moving = vars.findIndex((v, i) => v.universe.of === 'number' && values[i]?.kind === 'scalar' && !keys[i])
  if (moving >= 0) {
    const { span } = expr.keys[moving]!
    return fail(context, 'HVT2130', scope, span, { key: context.text(span), of: use.name })
  }
  if (keys.length !== vars.length || vars.some((v, i) => kindOf(keys[i]) !== v.universe.of))
    return fail(context, 'HVT2007', scope, expr.span, {
      what: `\`${use.name}\``,
      wanted,
      found: values.map(kindText).join(', '),
    })
  const given = new Map(vars.map((v, i) => [v, keys[i]!]))
  const missing = firstMissing(vars, given)
  if (missing) return fail(context, 'HVT2008', scope, keySpan(expr), { member: missing, name: use.name })
  return bound(context, stream, { name: use.name, span: expr.span }, scope, given)
}

/** A tuple of the reader's keys for which the stream read does not exist. */
function firstMissing(vars: readonly KeyVar[], given: ReadonlyMap<KeyVar, Key>): string | undefined {
  const used = [...given.values()].flatMap(key => ('var' in key ? [key.var] : []))
  const readers = used.length === 0 ? [] : allKeys(used.map(key => key.scope).sort(deeper)[0])
  const exists = existence(vars)
  for (const tuple of instances(readers)) {
    const at = assignment(readers, tuple)
    const wanted = vars.map(v => memberOf(given.get(v)!, at))
    if (!exists(wanted)) return wanted.map(memberText).join(', ')
  }
  return undefined
}

const deeper = (a: KeyScope, b: KeyScope) => allKeys(b).length - allKeys(a).length

/** Whether the stream stands in an `each` that the reader is not in. */
function isOutside(stream: Binding, scope: Scope): boolean {
  if (stream.kind !== 'decl') return false
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.key === stream.scope.key) return false
  return true
}

/** A key as a stream wants it: of instruments at one venue the symbol is enough. */
export function keyFor(value: Value, wanted: KeyVar | undefined): Key | undefined {
  const key = keyOf(value)
  if (wanted?.universe.of !== 'instrument' || !key || !('member' in key) || key.member.kind !== 'symbol') return key
  const text = memberText(key.member)
  const [member, other] = wanted.universe.members.filter(m => m.kind === 'instrument' && memberText(m.symbol) === text)
  return member && !other ? { member } : key
}

function keyOf(value: Value): Key | undefined {
  switch (value.kind) {
    case 'venue':
    case 'asset':
      return value.key
    case 'symbol':
      return value.shape === '' ? value.key : undefined
    case 'scalar':
      return numberKeyOf(value.term)
    case 'record':
      return value.key
    case 'instrument':
      return value.ref.keys.length === 1 ? value.ref.keys[0] : fixedInstrument(value)
    default:
      return undefined
  }
}

function fixedInstrument(value: Extract<Value, { kind: 'instrument' }>): Key | undefined {
  const { is } = value.ref
  return is.keys.length === 0 ? { member: is.at(() => undefined as never) } : undefined
}

function kindOf(key: Key | undefined) {
  if (!key) return undefined
  if ('member' in key) return key.member.kind
  return key.part ? 'asset' : key.var.universe.of
}

function keySpan(expr: Index): Span {
  return { ...expr.span, start: expr.keys[0]!.span.start, end: expr.keys.at(-1)!.span.end }
}

const article = (kind: string) => (/^[ai]/.test(kind) ? `an ${kind}` : `a ${kind}`)
