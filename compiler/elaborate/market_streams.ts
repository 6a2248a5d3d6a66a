import type { Span } from '../../grammar/ast/index.ts'
import type { FieldName, StreamName } from '../ir/streams.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import { type InstrumentMember, map, memberText } from '../program/keys.ts'
import type { InstrumentRef, ScalarType, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import type { Value } from '../program/value.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'

type Parts = readonly (readonly [string, () => Value])[]

/** What a venue says of an instrument besides quotes, trades and its book. */
export function marketParts(context: Context, ref: InstrumentRef, span: Span, scope: Scope): Parts {
  const field = (stream: StreamName, name: FieldName, type: ScalarType = 'number'): Term =>
    term({ op: 'source', instrument: ref, stream, field: name }, [], type, span, scope)
  const level = (stream: StreamName, name: FieldName) => (): Value => value(field(stream, name))
  const levels = (what: string, stream: StreamName, ...names: FieldName[]): Value => {
    const fields = new Map(names.map(name => [name, level(stream, name)] as const))
    return { kind: 'record', what, fields, event: field(stream, names[0]!) }
  }
  const derivative = (part: string, make: () => Value) => (): Value => {
    const spot = first(ref, ({ symbol }) => symbol.suffix === '')
    return spot ? fail(context, 'HVT2170', scope, span, { instrument: memberText(spot), part }) : make()
  }
  return [
    ['funding', derivative('funding', () => funding(field))],
    ['mark', derivative('mark price', () => levels('a mark price', 'mark', 'price', 'index'))],
    ['open_interest', derivative('open interest', level('open_interest', 'amount'))],
    ['liquidations', derivative('liquidations', () => liquidations(field, span, scope))],
    ['borrow', () => levels('the terms of borrowing', 'borrow', 'rate', 'available')],
    ['tick', level('listing', 'tick')],
    ['lot', level('listing', 'lot')],
    ['min_notional', level('listing', 'min_notional')],
    ['multiplier', level('listing', 'multiplier')],
    ['price', () => value(latest(field('trades', 'price'), span, scope))],
    ['expiry', () => expiry(context, ref, span, scope)],
  ]
}

type Field = (stream: StreamName, name: FieldName, type?: ScalarType) => Term

const value = (of: Term): Value => ({ kind: 'scalar', term: of })

/** The last value of an event: a level. */
function latest(of: Term, span: Span, scope: Scope): Term {
  return term({ op: 'prev', n: 0 }, [of], of.type, span, scope)
}

/** Levels; a long pays `rate` of the notional to a short every `interval`, next at `next_at`. */
function funding(field: Field): Value {
  const level = (name: string, type?: ScalarType) => [name, () => value(field('funding', name, type))] as const
  const fields = [level('rate'), level('predicted'), level('interval'), level('next_at', 'time'), level('paid')]
  return {
    kind: 'record',
    what: 'the funding of an instrument',
    fields: new Map(fields),
    event: field('funding', 'rate'),
  }
}

/**
 * Forced orders: events, with the numbers of trades; `side` is the order's. `coverage`, a level, is the part of all of them
 * that the venue tells: where it is less than 1, a sum is a lower bound.
 */
function liquidations(field: Field, span: Span, scope: Scope): Value {
  const of = (name: string) => field('liquidations', name)
  const times = (a: Term, b: Term) => term({ op: 'pointwise', fn: 'mul' }, [a, b], 'number', span, scope)
  const notional = () => times(of('price'), of('qty'))
  const fields: readonly (readonly [string, () => Term])[] = [
    ['price', () => of('price')],
    ['qty', () => of('qty')],
    ['side', () => of('side')],
    ['notional', notional],
    ['signed_qty', () => times(of('side'), of('qty'))],
    ['signed_notional', () => times(of('side'), notional())],
    ['coverage', () => latest(of('coverage'), span, scope)],
  ]
  return {
    kind: 'record',
    what: 'a stream of liquidations',
    fields: new Map(fields.map(([name, make]) => [name, () => value(make())] as const)),
    event: of('price'),
  }
}

/** The beginning (UTC) of the day that a dated symbol names. */
function expiry(context: Context, ref: InstrumentRef, span: Span, scope: Scope): Value {
  const endless = first(ref, ({ symbol }) => dayOf(symbol.suffix) === undefined)
  if (endless) return fail(context, 'HVT2170', scope, span, { instrument: memberText(endless), part: 'expiry' })
  const at = map(ref.is, ({ symbol }) => dayOf(symbol.suffix)! * 86_400e6)
  return scalar({ op: 'table', value: at, unit: plain }, [], 'time', span, scope)
}

function first(ref: InstrumentRef, is: (instrument: InstrumentMember) => boolean): InstrumentMember | undefined {
  const keys = inScopeOrder(ref.is.keys)
  return instances(keys)
    .map(tuple => ref.is.at(assignment(keys, tuple)))
    .find(is)
}

/** Days from 1970-01-01 to a date written `2027-03-26`: years begin in March, so that a leap day is the last of its year. */
function dayOf(date: string): number | undefined {
  const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? []
  if (y === undefined || m === undefined || d === undefined) return undefined
  const year = m > 2 ? y : y - 1
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + Math.floor((153 * ((m + 9) % 12) + 2) / 5) + d - 719_469
}
