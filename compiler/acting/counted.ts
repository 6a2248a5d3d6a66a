import type { Span } from '../../grammar/ast/index.ts'
import { type Scope, term } from '../elaborate/context.ts'
import type { Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'

/** How many ticks there were so far; absent before the first. */
export function ticksSoFar(of: Term, span: Span, scope: Scope): Term {
  const id = {}
  const state = term({ op: 'state', id, slot: 0 }, [], 'number', span, scope)
  // Equal to itself, whatever its unit is.
  const one = term({ op: 'pointwise', fn: 'eq' }, [of, of], 'number', span, scope)
  const next = term({ op: 'pointwise', fn: 'add' }, [state, one], 'number', span, scope)
  const whole = term({ op: 'scan', id, init: [0] }, [next, zero(span, scope)], 'number', span, scope)
  return term({ op: 'part', slot: 0 }, [whole], 'number', span, scope)
}

export function zero(span: Span, scope: Scope): Term {
  return term({ op: 'constant', value: 0, unit: plain, bare: false }, [], 'number', span, scope)
}
