import type { Expr, Span } from '../../grammar/ast/index.ts'
import { error, kindText, type RecordValue, type Value } from '../program/value.ts'
import { type Context, fail, type Scope, scalar } from './context.ts'

/** `if c then x else y`; records are chosen field by field. */
export function choice(context: Context, expr: Extract<Expr, { kind: 'if' }>, scope: Scope): Value {
  return choose(
    context,
    context.expression(expr.condition, scope),
    context.expression(expr.then, scope),
    context.expression(expr.else, scope),
    expr,
    scope,
  )
}

/** `match { c -> x, else -> y }`: the first arm whose condition is true. */
export function matching(context: Context, expr: Extract<Expr, { kind: 'match' }>, scope: Scope): Value {
  if (expr.subject) return fail(context, 'HVT2011', scope, expr.span, { what: '`match` with a subject' })
  const last = expr.arms.at(-1)
  if (!last || last.when)
    return fail(context, 'HVT2101', scope, expr.span, {
      what: '`match`',
      wanted: 'a last arm `else -> …`',
      found: 'none',
    })
  let value = context.expression(last.then, scope)
  for (const arm of expr.arms.slice(0, -1).reverse()) {
    if (!arm.when)
      return fail(context, 'HVT2101', scope, arm.span, {
        what: '`match`',
        wanted: '`else` as the last arm',
        found: 'it before others',
      })
    value = choose(
      context,
      context.expression(arm.when, scope),
      context.expression(arm.then, scope),
      value,
      { span: arm.span, condition: arm.when, then: arm.then, else: last.then },
      scope,
    )
  }
  return value
}

function choose(
  context: Context,
  condition: Value,
  yes: Value,
  no: Value,
  at: { span: Span; condition: Expr; then: Expr; else: Expr },
  scope: Scope,
): Value {
  if ([condition, yes, no].some(v => v.kind === 'error')) return error
  if (condition.kind !== 'scalar' || (condition.term.type !== 'bool' && condition.term.op.op !== 'error'))
    return fail(context, 'HVT2101', scope, at.condition.span, {
      what: '`if`',
      wanted: 'a condition',
      found: kindText(condition),
    })
  if (yes.kind === 'record' && no.kind === 'record' && sameFields(yes, no)) {
    const fields = [...yes.fields].map(
      ([name, get]) => [name, choose(context, condition, get(), no.fields.get(name)!(), at, scope)] as const,
    )
    return { kind: 'record', what: 'a record', fields: new Map(fields.map(([name, value]) => [name, () => value])) }
  }
  if (yes.kind === 'scalar' && no.kind === 'scalar' && yes.term.type === no.term.type)
    return scalar({ op: 'pointwise', fn: 'if' }, [condition.term, yes.term, no.term], yes.term.type, at.span, scope)
  return fail(context, 'HVT2101', scope, at.else.span, {
    what: 'the other branch',
    wanted: kindText(yes),
    found: kindText(no),
  })
}

function sameFields(a: RecordValue, b: RecordValue): boolean {
  return a.fields.size === b.fields.size && [...a.fields.keys()].every(name => b.fields.has(name))
}
