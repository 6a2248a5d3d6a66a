import type { Expr, Param } from '../../grammar/ast/index.ts'
import type { ParamTerm, Term } from '../program/term.ts'
import { isPlain, plain, type Unit } from '../program/unit.ts'
import { kindText, type Value } from '../program/value.ts'
import { known, simpleUnit } from './constant.ts'
import { type Context, fail, type Scope, term } from './context.ts'

/** What a param needs checked once units are known: its default, its present value and the ends of its range agree. */
export interface ParamParts {
  readonly term: Term
  readonly is: ParamTerm
  readonly value: Term
  readonly range: readonly Term[]
}

/** `param max_age = 5s in 1s .. 30s`, its value replaced where the run sets it. */
export function param(context: Context, decl: Param, scope: Scope): Value {
  const override = context.overrides.get(decl.name.name)
  const given = number(context, override ?? decl.is, scope)
  if (!given) return { kind: 'error' }
  const value = known(given)
  if (value === undefined)
    return fail(context, 'HVT2103', scope, (override ?? decl.is).span, { what: `param \`${decl.name.name}\`` })
  const range = ends(context, decl.in, scope)
  const allowed = range.map(known)
  const within =
    decl.in?.kind === 'list'
      ? allowed.includes(value)
      : range.length === 0 || (allowed[0]! <= value && value <= allowed[1]!)
  if (!within && !allowed.includes(undefined))
    return fail(context, 'HVT2106', scope, (override ?? decl.is).span, {
      name: decl.name.name,
      value: context.text((override ?? decl.is).span),
      range: context.text(decl.in!.span),
    })
  const is: ParamTerm = {
    name: decl.name.name,
    value,
    unit: unitOf([given, ...range]),
    text: context.text((override ?? decl.is).span),
  }
  const result = term({ op: 'param', param: is }, [], given.type, decl.name.span, scope)
  parts.set(result, { term: result, is, value: given, range })
  return { kind: 'scalar', term: result }
}

const parts = new WeakMap<Term, ParamParts>()

export function paramParts(value: Value): ParamParts | undefined {
  return value.kind === 'scalar' ? parts.get(value.term) : undefined
}

function number(context: Context, expr: Expr, scope: Scope): Term | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'scalar') return value.term.op.op === 'error' ? undefined : value.term
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, expr.span, {
      what: 'a param',
      wanted: 'a number, a duration or true and false',
      found: kindText(value),
    })
  return undefined
}

function ends(context: Context, range: Expr | undefined, scope: Scope): readonly Term[] {
  if (!range) return []
  const exprs =
    range.kind === 'list' ? range.items : range.kind === 'binary' && range.op === '..' ? [range.left, range.right] : []
  const terms = exprs.map(e => number(context, e, scope))
  return terms.includes(undefined) ? [] : (terms as Term[])
}

/** A bare 0 takes the unit of the range. */
function unitOf(terms: readonly Term[]): Unit {
  return terms.map(simpleUnit).find(unit => unit && !isPlain(unit)) ?? plain
}
