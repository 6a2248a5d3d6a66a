import type { Expr } from '../../grammar/ast/index.ts'
import { isError, type Term } from '../program/term.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { micros } from './constant.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'

/** `x fresh d`: x while it is younger than d. A record becomes fresh field by field. */
export function fresh(context: Context, expr: Extract<Expr, { kind: 'fresh' }>, scope: Scope): Value {
  const age = context.expression(expr.age, scope)
  if (age.kind === 'error') return error
  if (age.kind !== 'scalar' || age.term.type !== 'number')
    return fail(context, 'HVT2101', scope, expr.age.span, {
      what: '`fresh`',
      wanted: 'a duration (`5s`)',
      found: kindText(age),
    })
  const young = (value: Value): Value => {
    if (value.kind === 'scalar')
      return scalar({ op: 'fresh' }, [value.term, age.term], value.term.type, expr.span, scope)
    if (value.kind !== 'record')
      return value.kind === 'error'
        ? error
        : fail(context, 'HVT2101', scope, expr.of.span, { what: '`fresh`', wanted: 'a stream', found: kindText(value) })
    const fields = new Map([...value.fields].map(([name, get]) => [name, () => young(get())] as const))
    return { kind: 'record', what: value.what, fields }
  }
  return young(context.expression(expr.of, scope))
}

/** `c for 10s`: whether c has been true for so long. */
export function lasting(
  context: Context,
  of: Expr,
  time: Expr,
  span: Expr['span'],
  scope: Scope,
): Extract<Value, { kind: 'scalar' | 'error' }> {
  const condition = context.expression(of, scope)
  const duration = context.expression(time, scope)
  if (condition.kind === 'error' || duration.kind === 'error') return { kind: 'error' }
  const wants = (at: Expr, wanted: string, found: Value) => {
    fail(context, 'HVT2101', scope, at.span, { what: '`for`', wanted, found: kindText(found) })
    return { kind: 'error' } as const
  }
  if (condition.kind !== 'scalar' || !fits(condition.term, 'bool')) return wants(of, 'a condition', condition)
  if (duration.kind !== 'scalar' || !fits(duration.term, 'number')) return wants(time, 'a duration (`5s`)', duration)
  return { kind: 'scalar', term: term({ op: 'held' }, [condition.term, duration.term], 'bool', span, scope) }
}

const fits = (of: Term, type: Term['type']) => of.type === type || isError(of)

/** `every 1s`: a clock at multiples of the period since the epoch. */
export function every(context: Context, expr: Extract<Expr, { kind: 'every' }>, scope: Scope): Value {
  const period = micros(context, context.expression(expr.period, scope), scope, expr.period.span, '`every`')
  return period === undefined ? error : scalar({ op: 'every', period }, [], 'time', expr.span, scope)
}
