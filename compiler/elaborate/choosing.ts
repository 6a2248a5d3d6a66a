import type { Expr, Match, Span } from '../../grammar/ast/index.ts'
import type { Term } from '../program/term.ts'
import { error, kindText, type RecordValue, type Value } from '../program/value.ts'
import { choiceOf, possible } from './choices.ts'
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

/** `match { c -> x, else -> y }`: the first arm whose condition is true. `match v { A -> x }`: the arm of v's value. */
export function matching(context: Context, expr: Match, scope: Scope): Value {
  const subject = expr.subject && context.expression(expr.subject, scope)
  if (subject?.kind === 'error') return error
  const last = expr.arms.at(-1)
  const misplaced = expr.arms.slice(0, -1).find(arm => !arm.when)
  if (misplaced)
    return fail(context, 'HVT2101', scope, misplaced.span, {
      what: '`match`',
      wanted: '`else` as the last arm',
      found: 'it before others',
    })
  if (!last || (last.when && !subject))
    return fail(context, 'HVT2101', scope, expr.span, {
      what: '`match`',
      wanted: 'a last arm `else -> …`',
      found: 'none',
    })
  const conditions = expr.arms.map(arm => arm.when && context.expression(asked(expr.subject, arm.when), scope))
  if (conditions.some(c => c?.kind === 'error')) return error
  if (last.when && subject && !covered(context, expr, subject, conditions, scope)) return error
  let value = context.expression(last.then, scope)
  const arms = last.when ? expr.arms : expr.arms.slice(0, -1)
  for (const [i, arm] of [...arms.entries()].reverse()) {
    const at = { span: arm.span, condition: arm.when!, then: arm.then, else: last.then }
    value = choose(context, conditions[i]!, context.expression(arm.then, scope), value, at, scope)
  }
  return value
}

/** What an arm asks: its condition, or whether the subject has its value. */
function asked(subject: Expr | undefined, when: Expr): Expr {
  if (!subject) return when
  return { kind: 'binary', op: '==', opSpan: when.span, left: subject, right: when, span: when.span }
}

/** Without `else`, every value that the subject can have needs an arm. */
function covered(
  context: Context,
  expr: Match,
  subject: Value,
  conditions: readonly (Value | undefined)[],
  scope: Scope,
): boolean {
  const values = subject.kind === 'scalar' && subject.term.type === 'choice' ? possible(subject.term) : undefined
  const told = new Set(conditions.flatMap(c => (c?.kind === 'scalar' ? [constantOf(c.term)] : [])))
  const missing = values ? [...values].filter(n => !told.has(n)).map(n => context.choices[n]!) : ['other values']
  if (missing.length > 0)
    fail(context, 'HVT2121', scope, expr.span, {
      missing: missing.join(', '),
      example: `${values ? missing[0] : 'else'} -> …`,
    })
  return missing.length === 0
}

function constantOf({ args }: Term): number | undefined {
  const compared = args[1]?.op
  return compared?.op === 'constant' ? compared.value : undefined
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
  const a = yes.kind === 'scalar' ? yes.term : choiceOf(context, yes, at.then.span, scope)
  const b = no.kind === 'scalar' ? no.term : choiceOf(context, no, at.else.span, scope)
  if (a && b && a.type === b.type)
    return scalar({ op: 'pointwise', fn: 'if' }, [condition.term, a, b], a.type, at.span, scope)
  return fail(context, 'HVT2101', scope, at.else.span, {
    what: 'the other branch',
    wanted: kindText(yes),
    found: kindText(no),
  })
}

function sameFields(a: RecordValue, b: RecordValue): boolean {
  return a.fields.size === b.fields.size && [...a.fields.keys()].every(name => b.fields.has(name))
}
