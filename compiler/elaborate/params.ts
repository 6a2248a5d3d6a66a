import type { Expr, Param } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import type { ParamTerm, Term } from '../program/term.ts'
import { isPlain, plain, type Unit } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { simpleUnit } from './constant.ts'
import { type Context, fail, type Scope, term } from './context.ts'

/** What a param needs checked once units are known: its default, its present value and the ends of its range agree. */
export interface ParamParts {
  readonly term: Term
  readonly is: ParamTerm
  /** Its default, its present value, the ends of its range. */
  readonly values: readonly Term[]
}

/** `param max_age = 5s in 1s .. 30s`, its value replaced where the run sets it. */
export function param(context: Context, decl: Param, scope: Scope): Value {
  const name = decl.name.name
  const written = number(context, decl.is, scope)
  const override = context.overrides.get(name)
  const given = override ? number(context, override, scope) : written
  const range = decl.in ? ends(context, decl.in, scope) : []
  if (!written || !given || !range) return error
  const { span } = override ?? decl.is
  const value = known(given)!
  if (given.type !== written.type)
    return fail(context, 'HVT2101', scope, span, {
      what: `param \`${name}\``,
      wanted: words(written),
      found: words(given),
    })
  const text = context.text(span)
  if (decl.in && !allows(decl.in, range.map(known) as number[], value))
    return fail(context, 'HVT2106', scope, span, { name, value: text, range: context.text(decl.in.span) })
  const is: ParamTerm = { name, value, unit: unitOf([written, ...range]), text }
  const result = term({ op: 'param', param: is }, [], given.type, decl.name.span, scope)
  parts.set(result, { term: result, is, values: [written, ...(override ? [given] : []), ...range] })
  return { kind: 'scalar', term: result }
}

function allows(range: Expr, values: readonly number[], value: number): boolean {
  if (range.kind === 'list') return values.includes(value)
  return values[0]! <= value && value <= values[1]!
}

const parts = new WeakMap<Term, ParamParts>()

export function paramParts(value: Value): ParamParts | undefined {
  return value.kind === 'scalar' ? parts.get(value.term) : undefined
}

/** A value known before the run; anything else is told, and undefined. */
function number(context: Context, expr: Expr, scope: Scope): Term | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  if (value.kind !== 'scalar')
    fail(context, 'HVT2101', scope, expr.span, {
      what: 'a param',
      wanted: 'a number, a duration, `true` or `false`',
      found: kindText(value),
    })
  else if (known(value.term) === undefined) fail(context, 'HVT2103', scope, expr.span, { what: 'a param' })
  else if (!Number.isFinite(known(value.term))) fail(context, 'HVT2111', scope, expr.span, { what: 'a param' })
  else return value.term
  return undefined
}

/** The two ends of `lo .. hi`, or the choices of a list. */
function ends(context: Context, range: Expr, scope: Scope): readonly Term[] | undefined {
  const exprs =
    range.kind === 'list'
      ? range.items
      : range.kind === 'binary' && range.op === '..'
        ? [range.left, range.right]
        : undefined
  if (!exprs) {
    fail(context, 'HVT2101', scope, range.span, {
      what: '`in`',
      wanted: 'a range (`1 .. 5`) or a list',
      found: 'neither',
    })
    return undefined
  }
  const terms = exprs.map(e => number(context, e, scope))
  if (terms.includes(undefined)) return undefined
  const [low, high] = (terms as Term[]).map(known)
  if (range.kind !== 'list' && low! > high!) {
    fail(context, 'HVT2104', scope, range.span, { what: 'this range', problem: 'ends before it begins' })
    return undefined
  }
  return terms as Term[]
}

/** A bare 0 takes the unit of the range. */
function unitOf(terms: readonly Term[]): Unit {
  for (const unit of terms.map(simpleUnit)) if (unit && unit !== 'mixed' && !isPlain(unit)) return unit
  return plain
}

const words = (term: Term) => kindText({ kind: 'scalar', term })
