import type { Span } from '../../grammar/ast/index.ts'
import { barFields } from '../ir/bars.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import type { InstrumentRef } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { micros } from './constant.ts'
import { type Context, fail, type Scope, term } from './context.ts'
import { firstOfSession } from './sessions.ts'

/** `i.bars(1m)`: the last closed bar of an instrument's trades. */
export function bars(context: Context, instrument: InstrumentRef, scope: Scope): Value {
  const call = (given: Value, span: Span): Value => {
    const period = micros(context, given, scope, span, 'the period of `bars`')
    if (period === undefined) return error
    const lateness = greatestLateness(instrument)
    if (lateness >= period)
      return fail(context, 'HVT2104', scope, span, {
        what: 'the period of `bars`',
        problem: 'is not longer than the `lateness` of its venue',
      })
    const whole = term({ op: 'bars', instrument, period, lateness }, [], 'number', span, scope)
    const part = (slot: number) => {
      const of = term({ op: 'part', slot }, [whole], 'number', span, scope)
      return context.engine.bar?.(context, of, barFields[slot]!, scope) ?? of
    }
    const fields = barFields.map((name, slot) => [name, (): Value => ({ kind: 'scalar', term: part(slot) })] as const)
    const opens = (): Value => ({
      kind: 'scalar',
      term: firstOfSession(instrument, part(0), period + lateness, span, scope),
    })
    const all = new Map<string, () => Value>([...fields, ['first_of_session', opens]])
    return { kind: 'record', what: 'a bar', fields: all, event: part(0) }
  }
  return { kind: 'method', usage: 'i.bars(1m)', call }
}

/** One clock closes the bars of all keys, so it waits for the venue that is latest. */
function greatestLateness({ venue }: InstrumentRef): number {
  const keys = inScopeOrder(venue.keys)
  return Math.max(0, ...instances(keys).map(tuple => venue.at(assignment(keys, tuple)).lateness))
}
