import type { Span } from '../../grammar/ast/index.ts'
import { type Scope, scalar, term } from '../elaborate/context.ts'
import { allKeys } from '../program/instances.ts'
import { type AssetRef, type KeyScope, type KeyVar, memberText, type Static } from '../program/keys.ts'
import type { Given, ScalarType, Term } from '../program/term.ts'
import { type Unit, unitOf } from '../program/unit.ts'
import type { Value } from '../program/value.ts'

/** What the engine says of something: fields of one channel, made when they are read. */
export interface ChannelOf {
  readonly what: string
  readonly of: Static<string>
  readonly stream: Given['stream']
}

export function given(
  { what, of, stream }: ChannelOf,
  field: string,
  type: ScalarType,
  unit: Unit,
  span: Span,
  scope: Scope,
  words?: readonly number[],
): Term {
  const is: Given = { what, of, field, stream, unit, ...(words && { words }) }
  return term({ op: 'given', given: is }, [], type, span, scope)
}

/** Its fields as a record. */
export function fieldsOf(
  channel: ChannelOf,
  units: Readonly<Record<string, Unit>>,
  span: Span,
  scope: Scope,
): Map<string, () => Value> {
  const fields = Object.entries(units).map(
    ([name, unit]) =>
      [name, (): Value => ({ kind: 'scalar', term: given(channel, name, 'number', unit, span, scope) })] as const,
  )
  return new Map(fields)
}

/** The keys of a scope as one text: whose channel it is. */
export function keysText(scope: KeyScope | undefined): Static<string> {
  return textOf(allKeys(scope))
}

export function textOf(keys: readonly KeyVar[]): Static<string> {
  return { keys, at: assignment => keys.map(key => memberText(assignment(key))).join(', ') }
}

export function assetUnit(asset: AssetRef): Unit {
  return unitOf(asset)
}

/** The latest value of an event: a level. */
export function latest(of: Term, scope: Scope): Value {
  return scalar({ op: 'prev', n: 0 }, [of], of.type, of.span, scope)
}
