import type { Span } from '../../grammar/ast/index.ts'
import { type Scope, term } from '../elaborate/context.ts'
import { known } from '../program/known.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { seconds } from '../program/unit.ts'

/** `after 10m`: so long after the event, with a timer. */
export function after(event: Term, time: Term, span: Span, scope: Scope): Term {
  return bool({ op: 'pointwise', fn: 'ge' }, [term({ op: 'since' }, [event], 'number', span, scope), time], span, scope)
}

/** `at t`: from that time on. */
export function reached(time: Term, span: Span, scope: Scope): Term {
  const now = term({ op: 'now' }, [], 'time', span, scope)
  const passed = term({ op: 'pointwise', fn: 'elapsed' }, [now, time], 'number', span, scope)
  const zero = term({ op: 'constant', value: 0, unit: seconds, bare: false }, [], 'number', span, scope)
  return bool({ op: 'pointwise', fn: 'ge' }, [passed, zero], span, scope)
}

/** `absent 2m`: something of this was absent all the time. */
export function missing(values: readonly Term[], time: Term, span: Span, scope: Scope): Term {
  const absences = [...new Set(values)]
    .filter(value => known(value) === undefined)
    .map(value => not(bool({ op: 'present' }, [value], span, scope), span, scope))
  const never = bool({ op: 'constant', value: 0, unit: undefined, bare: false }, [], span, scope)
  const any = absences.reduce((a, b) => bool({ op: 'pointwise', fn: 'or' }, [a, b], span, scope), never)
  return bool({ op: 'held' }, [any, time], span, scope)
}

/** The best prices of an instrument: without them it cannot be traded. */
export function marketOf(instrument: InstrumentRef, span: Span, scope: Scope): readonly Term[] {
  return (['bid', 'ask'] as const).map(field =>
    term({ op: 'source', instrument, stream: 'quote', field }, [], 'number', span, scope),
  )
}

/** Stands where something was wrong and has been told: that there is something is enough for what looks for it. */
export function broken(span: Span, scope: Scope): Term {
  return term({ op: 'error' }, [], 'bool', span, scope)
}

export function not(of: Term, span: Span, scope: Scope): Term {
  return bool({ op: 'pointwise', fn: 'not' }, [of], span, scope)
}

export function bool(op: Term['op'], args: readonly Term[], span: Span, scope: Scope): Term {
  return term(op, args, 'bool', span, scope)
}
