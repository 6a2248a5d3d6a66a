import type { Span } from '../../grammar/ast/index.ts'
import { type Key, map, type Static, type VenueMember } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { seconds } from '../program/unit.ts'
import type { RecordValue, Value } from '../program/value.ts'
import { type Scope, term } from './context.ts'

/** What a venue says of itself: an instrument of it that has no symbol. */
export function venueItself(key: Key, is: Static<VenueMember>): InstrumentRef {
  const none = { kind: 'symbol', base: '', quote: '', suffix: '' } as const
  const nothing = { kind: 'asset', name: '' } as const
  const itself = map(is, venue => ({ kind: 'instrument', venue, symbol: none }) as const)
  return { is: itself, venue: is, keys: [key], shape: '', base: nothing, quote: nothing }
}

/** The venue of an instrument as a key: its own, or that of all members of a universe of instruments. */
export function venueOf({ venue, keys: [key] }: InstrumentRef): InstrumentRef {
  const members = key && 'var' in key ? key.var.universe.members : []
  const venues = members.flatMap(m => (m.kind === 'instrument' ? [m.venue] : []))
  const [only] = venues
  const same = only && venues.every(v => v === only)
  return venueItself(same ? { member: only } : key!, same ? { keys: [], at: () => only } : venue)
}

/**
 * When a venue's present session opened and when it closes, or the last one; how long ago that was, and how long it still
 * lasts (below zero once it is over). The open is told when it comes, so it is also an event for `since`.
 */
export function session(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const at = (field: 'open' | 'close'): Term =>
    term({ op: 'source', instrument, stream: 'session', field }, [], 'time', span, scope)
  const now = () => term({ op: 'now' }, [], 'time', span, scope)
  const between = (later: Term, earlier: Term) =>
    term({ op: 'pointwise', fn: 'elapsed' }, [later, earlier], 'number', span, scope)
  const parts: readonly (readonly [string, () => Term])[] = [
    ['open', () => at('open')],
    ['close', () => at('close')],
    ['age', () => between(now(), at('open'))],
    ['left', () => between(at('close'), now())],
  ]
  const fields = new Map(parts.map(([name, make]) => [name, (): Value => ({ kind: 'scalar', term: make() })] as const))
  return { kind: 'record', what: 'a session', fields, event: at('open') }
}

/** Whether a bar is the first to close in a session of its venue, or holds its open. */
export function firstOfSession(instrument: InstrumentRef, bar: Term, longest: number, span: Span, scope: Scope): Term {
  const age = session(venueOf(instrument), span, scope).fields.get('age')!()
  if (age.kind !== 'scalar') return bar
  const limit = term({ op: 'constant', value: longest / 1e6, unit: seconds, bare: false }, [], 'number', span, scope)
  const young = term({ op: 'pointwise', fn: 'le' }, [age.term, limit], 'bool', span, scope)
  return term({ op: 'sample' }, [young, bar], 'bool', span, scope)
}
