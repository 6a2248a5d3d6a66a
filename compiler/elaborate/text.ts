import type { Expr, TextLiteral } from '../../grammar/ast/index.ts'
import { percentText } from '../ir/texts.ts'
import { durationText } from '../program/duration.ts'
import { fixed, join, map, type Static } from '../program/keys.ts'
import { staticOf } from '../program/known.ts'
import { isError, type Term } from '../program/term.ts'
import { equal, seconds } from '../program/unit.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { simpleUnit } from './constant.ts'
import { type Context, fail, type Scope } from './context.ts'
import { keyText } from './key-text.ts'

/** A piece of a text: as written, known before the run in each instance, or a value of the step. */
export type TextPart = string | Static<string> | { readonly term: Term; readonly as: 'value' | 'percent' }

/** `text(x)` and `pct(x)`: texts of keys, words and numbers. */
export const texts: readonly (readonly [string, Builtin])[] = [
  ['text', { usage: 'text(x)', make: textOf }],
  ['pct', { usage: 'pct(x)', make: percentOf }],
]

/** The pieces of `"{s}: {pct(profit)}"`; undefined where one is no text and no value, which is told. */
export function textParts(context: Context, literal: TextLiteral, scope: Scope): readonly TextPart[] | undefined {
  const parts = literal.parts.map(part => (typeof part === 'string' ? part : hole(context, part, scope)))
  return parts.includes(undefined) ? undefined : (parts as TextPart[])
}

/** A text as a value: what is in its braces is known before the run. */
export function text(context: Context, literal: TextLiteral, scope: Scope): Value {
  const parts = textParts(context, literal, scope)
  if (!parts) return error
  let whole = fixed('')
  for (const [i, part] of parts.entries()) {
    if (typeof part === 'object' && 'term' in part) return moving(context, literal.parts[i] as Expr, scope)
    whole = join(whole, typeof part === 'string' ? fixed(part) : part, (a, b) => a + b)
  }
  return { kind: 'text', is: whole }
}

function hole(context: Context, expr: Expr, scope: Scope): TextPart | undefined {
  const ratio = percentArgument(context, expr, scope)
  const value = context.expression(ratio ?? expr, scope)
  const known = keyText(value)
  if (known && !ratio) return known
  if (value.kind === 'error' || (value.kind === 'scalar' && isError(value.term))) return undefined
  if (value.kind === 'scalar' && (!ratio || value.term.type === 'number'))
    return (
      written(context, value.term, ratio ? 'percent' : 'value') ?? { term: value.term, as: ratio ? 'percent' : 'value' }
    )
  const wanted = ratio ? 'a ratio' : 'a key, a word or a number'
  fail(context, 'HVT2139', scope, (ratio ?? expr).span, { wanted })
  return undefined
}

/** What `pct` is called with, where it is called. */
function percentArgument(context: Context, expr: Expr, scope: Scope): Expr | undefined {
  if (expr.kind !== 'call' || expr.of.kind !== 'name' || expr.of.name !== 'pct') return undefined
  const of = context.expression(expr.of, scope)
  const [arg] = expr.args
  const isPlainCall = expr.args.length === 1 && arg?.kind === 'positional' && !arg.panes
  return of.kind === 'function' && !of.decl && isPlainCall ? arg.value : undefined
}

/** A number, condition or word that is known before the run; params may change, and times are for who shows them. */
function written({ choices }: Context, term: Term, as: 'value' | 'percent'): Static<string> | undefined {
  const known = term.type === 'time' || readsParam(term) ? undefined : staticOf(term)
  if (!known) return undefined
  const unit = simpleUnit(term)
  const isDuration = unit && unit !== 'mixed' && equal(unit, seconds)
  return map(known, x => {
    if (as === 'percent') return percentText(x)
    if (term.type === 'choice') return choices[x]!
    if (term.type === 'bool') return String(x === 1)
    return isDuration ? durationText(Math.round(x * 1e6)) : String(x)
  })
}

function readsParam({ op, args }: Term): boolean {
  return op.op === 'param' || op.op === 'params' || args.some(readsParam)
}

function moving(context: Context, { span }: Expr, scope: Scope): Value {
  return fail(context, 'HVT2138', scope, span, { value: context.text(span) })
}

function textOf(use: Use): Value {
  if (!arity(use, 1, 'text(x)')) return error
  const [{ value }] = use.args as [Argument]
  const is = keyText(value) ?? (value.kind === 'scalar' ? written(use.context, value.term, 'value') : undefined)
  if (is) return { kind: 'text', is }
  if (value.kind === 'scalar' && (value.term.type === 'choice' || isError(value.term))) return value
  return wrong(use, use.args[0]!, 'a key, a text or a word')
}

function percentOf(use: Use): Value {
  if (!arity(use, 1, 'pct(x)')) return error
  const { context, scope, span } = use
  const [{ value }] = use.args as [Argument]
  if (value.kind !== 'scalar' || (value.term.type !== 'number' && !isError(value.term)))
    return wrong(use, use.args[0]!, 'a ratio')
  const is = written(context, value.term, 'percent')
  return is ? { kind: 'text', is } : fail(context, 'HVT2138', scope, span, { value: context.text(span) })
}
