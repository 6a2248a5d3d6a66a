import type { DurationLiteral, Expr, Given, GivenTrade } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { member } from '../elaborate/members.ts'
import type { Happening } from '../ir/testing.ts'
import { allKeys, instances } from '../program/instances.ts'
import { memberText } from '../program/keys.ts'
import type { GivenValue } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { kindText, type Value } from '../program/value.ts'
import { barsBelow } from './given_bars.ts'
import { channelOf } from './overrides.ts'
import { channelBelow, every } from './reached.ts'
import type { Target } from './targets.ts'
import { saidOf } from './values.ts'

/** A `given` that is being taken apart. */
export interface Telling {
  readonly context: Context
  readonly of: Given
  readonly given: GivenValue[]
  readonly scope: Scope
}

/** Told where a test gives what has no values. */
export function refused(context: Context, { stream }: Given, value: Value, scope: Scope): readonly Happening[] {
  fail(context, 'HVT2430', scope, stream.span, { what: context.text(stream.span), found: kindText(value) })
  return []
}

/** Times with what is said then; a level is said at the beginning. */
export function said({ of }: Telling): readonly (readonly [number, Expr | GivenTrade, DurationLiteral | undefined])[] {
  if (of.is) return [[0, of.is, undefined]]
  return (of.events ?? []).map(event => [event.at.micros, event.kind === 'given_trade' ? event : event.is, event.at])
}

/** What a test says of a stream of the strategy, or in the place of the engine. */
export function messages(
  told: Telling,
  value: Extract<Value, { kind: 'scalar' | 'record' }>,
  target: Target | undefined,
): readonly Happening[] {
  const { context, of, scope } = told
  // Of an event the value is the time at which it happens.
  const fires =
    value.kind === 'record' && value.event
      ? 'time'
      : value.kind === 'scalar' && value.term.type === 'time'
        ? 'value'
        : undefined
  const level = of.is && { level: true as const }
  return said(told).flatMap(([time, is]): readonly Happening[] => {
    if (is.kind === 'given_trade') return refused(context, of, value, scope)
    const found: GivenValue[] = []
    const terms = flat({ ...told, given: found }, value, is, '')
    if (!terms) return []
    const byEngine = terms.flatMap(({ term, is: says }) => {
      const channel = channelBelow(term)
      return channel
        ? every(channel.of).map(keys => ({
            kind: 'message' as const,
            time,
            ...level,
            what: channel.what,
            of: keys,
            says: { [channel.field]: says },
          }))
        : []
    })
    if (byEngine.length === 0 && (!target || isPartOfBar(value, target))) return refused(context, of, value, scope)
    told.given.push(...found)
    if (byEngine.length > 0 || !target) return byEngine
    const prefix = target.path.join('.')
    const says: Record<string, number | string | null> = {}
    for (const { path, is: one } of terms) says[[prefix, path].filter(Boolean).join('.') || 'value'] = one
    const base = {
      kind: 'message' as const,
      time,
      what: channelOf(target),
      says,
      ...(fires && { fires }),
      ...level,
    }
    return keysOf(target).map(keys => ({ ...base, of: keys }))
  })
}

/** `b.close`, where `b` is bars: a bar is given whole, and one number of it is nobody's. */
function isPartOfBar(value: Value, { path }: Target): boolean {
  return path.length > 0 && value.kind === 'scalar' && barsBelow(value.term) !== undefined
}

interface Leaf {
  readonly path: string
  readonly term: Term
  readonly is: number | string | null
}

/** One entry for each number that a value says; undefined where something is wrong, which is told. */
export function flat(told: Telling, value: Value, expr: Expr, path: string): readonly Leaf[] | undefined {
  const { context, scope } = told
  const term = value.kind === 'scalar' ? value.term : value.kind === 'record' ? value.self : undefined
  if (expr.kind !== 'record') {
    if (!term) {
      const found = kindText(context.expression(expr, scope))
      const wanted = `${kindText(value)} in braces`
      fail(context, 'HVT2101', scope, expr.span, { what: '`given` here', wanted, found })
      return undefined
    }
    const is = saidOf(context, expr, term, told.given, scope)
    return is === undefined ? undefined : [{ path, term, is }]
  }
  const parts = expr.fields.map(({ name, value: inner }) => {
    const part = member(context, value, name, scope)
    return part.kind === 'error' ? undefined : flat(told, part, inner, path ? `${path}.${name.name}` : name.name)
  })
  return parts.includes(undefined) ? undefined : parts.flatMap(part => part ?? [])
}

/** The keys of a target as the texts of its channels. */
function keysOf({ keys, scope }: Target): readonly string[] {
  if (keys) return [keys.join(', ')]
  return instances(allKeys(scope.key)).map(tuple => tuple.map(memberText).join(', '))
}
