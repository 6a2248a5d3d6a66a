import { type Context, fail, type Scope, term } from '../elaborate/context.ts'
import { type AheadAggregate, aheadAggregates } from '../ir/ahead.ts'
import { horizonOf } from '../program/horizon.ts'
import { known } from '../program/known.ts'
import { type Term, unwrap } from '../program/term.ts'
import { ticksSoFar } from './counted.ts'
import { calculatedOutside, frozenIn } from './frozen_parts.ts'

/** The rows of a label: what makes them, and how many may wait. */
export interface Rows {
  readonly event: Term
  readonly most: number
}

/** What was wrong in a label: the label itself and each that asks for it find it. */
const told = new WeakSet<Term>()

/**
 * A label as it is known at last: an event, so long after each row. What stands outside of windows of the future is as it
 * was at the row; the windows are folded as they pass. Undefined where the label asks for what cannot be told so, which is
 * said; or where it ends with a trade.
 */
export function settled(context: Context, column: Term, rows: Rows, scope: Scope): Term | undefined {
  const horizon = horizonOf(column)
  if (horizon === 'outcome') return undefined
  const wrong = (at: Term, what: string, still = false) => {
    if (!told.has(at)) fail(context, 'HVT2411', scope, at.span, { what, still })
    told.add(at)
    return undefined
  }
  const done = new Map<Term, Term | undefined>()
  /** Shorter spans than the longest. */
  const shorter = new Map<number, Term>()

  function at(of: Term): Term | undefined {
    if (!done.has(of)) done.set(of, make(of))
    return done.get(of)
  }

  function make(of: Term): Term | undefined {
    const { op, args } = of
    if (known(of) !== undefined) return of
    if (horizonOf(of) === 0) return delayed(atRow(of), rows.event, horizon as number, of)
    if (op.op === 'next') return ahead(of, op.aggregate, op.horizon)
    if (op.op === 'ref' && op.keys.size > 0) return wrong(of, 'a label of other keys')
    const inside = op.op === 'ref' ? args.slice(0, 1) : args
    const parts = inside.map(at)
    return parts.includes(undefined) ? undefined : { ...of, args: parts as Term[] }
  }

  function ahead(of: Term, aggregate: string, span: number): Term | undefined {
    const [x] = of.args as [Term]
    if (!(aheadAggregates as readonly string[]).includes(aggregate)) return wrong(of, `\`${aggregate}\``)
    if (horizonOf(x) !== 0) return wrong(of, 'another window of the future')
    const frozen = frozenIn(x, rows.event)
    if (frozen) {
      const outside = calculatedOutside(of, rows.event, scope)
      if (outside) return at(outside)
      // A payload that has the name of a stream hides it.
      if (unwrap(x) === unwrap(frozen)) return wrong(of, 'what is as it was at the row', true)
      return wrong(frozen, 'what is taken at the row')
    }
    const op = { op: 'ahead' as const, aggregate: aggregate as AheadAggregate, span, most: rows.most }
    const whole = term(op, [x, rows.event], of.type, of.span, scope)
    const rest = (horizon as number) - span
    if (rest === 0) return whole
    shorter.set(span, of)
    return twice(whole, span, of)
  }

  /** Something that is known `span` after the row, when the whole label is. */
  function twice(x: Term, span: number, of: Term): Term {
    return delayed(x, delayed(rows.event, rows.event, span, of), (horizon as number) - span, of)
  }

  /**
   * Rows that are lost for want of room are not the same ones for every span. What is made of different rows is divided by
   * zero, and so absent; all else by one.
   */
  function ofOneRow(whole: Term): Term {
    const number = ticksSoFar(rows.event, column.span, scope)
    const long = delayed(number, rows.event, horizon as number, column)
    return [...shorter].reduce((all, [span, of]) => {
      const short = twice(delayed(number, rows.event, span, of), span, of)
      const same = term({ op: 'pointwise', fn: 'eq' }, [long, short], 'number', of.span, scope)
      return term({ op: 'pointwise', fn: 'div' }, [all, same], all.type, of.span, scope)
    }, whole)
  }

  function delayed(x: Term, event: Term, delay: number, of: Term): Term {
    return term({ op: 'later', delay, most: rows.most }, [x, event], x.type, of.span, scope)
  }

  const whole = at(column)
  return whole && ofOneRow(whole)
}

/** What is taken at the row is as it is, where everything is taken at the row. */
export function atRow(of: Term): Term {
  if (of.op.op === 'at_row') return atRow(of.args[0]!)
  const args = of.args.map(atRow)
  return args.every((arg, k) => arg === of.args[k]) ? of : { ...of, args }
}
