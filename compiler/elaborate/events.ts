import type { Span } from '../../grammar/ast/index.ts'
import type { Term } from '../program/term.ts'
import { kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'

/** The term whose ticks a value's are: a scalar's own, or those of a signal or a stream of trades. */
export function clockOf(value: Value): Term | undefined {
  if (value.kind === 'scalar') return value.term
  return value.kind === 'record' ? value.event : undefined
}

export function eventOf(context: Context, value: Value, scope: Scope, span: Span, what: string): Term | undefined {
  const event = clockOf(value)
  if (!event && value.kind !== 'error')
    fail(context, 'HVT2101', scope, span, { what, wanted: 'an event', found: kindText(value) })
  return event?.op.op === 'error' ? undefined : event
}
