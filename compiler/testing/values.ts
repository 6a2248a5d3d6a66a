import type { Expr } from '../../grammar/ast/index.ts'
import { checkPossible, choiceOf } from '../elaborate/choices.ts'
import { type Context, fail, type Scope } from '../elaborate/context.ts'
import { fixed } from '../program/keys.ts'
import { known } from '../program/known.ts'
import type { GivenValue } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import { kindText } from '../program/value.ts'

/** What a test says of a term at a time: a number, a word, null for absent; undefined where it cannot be, which is told. */
export function saidOf(
  context: Context,
  expr: Expr,
  target: Term,
  given: GivenValue[],
  scope: Scope,
): number | string | null | undefined {
  if (expr.kind === 'none') return null
  if (target.type === 'choice') return wordOf(context, expr, target, scope)
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const wanted = kindText({ kind: 'scalar', term: target })
  if (value.kind !== 'scalar' || (value.term.type !== target.type && target.type !== 'time'))
    return void fail(context, 'HVT2101', scope, expr.span, { what: '`given` here', wanted, found: kindText(value) })
  const number = known(value.term)
  if (number === undefined) return void fail(context, 'HVT2103', scope, expr.span, { what: 'what a test gives' })
  given.push({ name: context.text(expr.span), target, value: value.term })
  return number
}

function wordOf(context: Context, expr: Expr, target: Term, scope: Scope): string | undefined {
  const value =
    expr.kind === 'name' ? ({ kind: 'text', is: fixed(expr.name) } as const) : context.expression(expr, scope)
  if (value.kind === 'error') return undefined
  const word = choiceOf(context, value, expr.span, scope)
  if (!word)
    return void fail(context, 'HVT2101', scope, expr.span, {
      what: '`given` here',
      wanted: 'a word',
      found: kindText(value),
    })
  const number = known(word)
  return number !== undefined && checkPossible(context, target, word, scope) ? context.choices[number] : undefined
}
