import type { Const, Span } from '../../grammar/ast/index.ts'
import { type Term, unwrap } from '../program/term.ts'
import { divide, equal, multiply, plain, seconds, type Unit } from '../program/unit.ts'
import { kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'

/** `const rungs = 20`: any expression of constants. */
export function constant(context: Context, decl: Const, scope: Scope): Value {
  const value = context.expression(decl.is, scope)
  if (value.kind !== 'scalar' || value.term.op.op === 'error') return value
  if (known(value.term) === undefined)
    return fail(context, 'HVT2103', scope, decl.is.span, { what: `\`${decl.name.name}\`` })
  return value
}

/** The number that a term of literals, consts and params has before the run; undefined when it depends on the market. */
export function known(term: Term): number | undefined {
  const { op, args } = unwrap(term)
  if (op.op === 'constant') return op.value
  if (op.op === 'param') return op.param.value
  if (op.op !== 'pointwise') return undefined
  const values = args.map(known)
  if (values.some(v => v === undefined)) return undefined
  return fold(op.fn, values as number[])
}

/** A duration or a plain whole number known before the run: what windows and periods take. */
export function knownSize(term: Term): { readonly micros: number } | { readonly count: number } | undefined {
  const value = known(term)
  if (value === undefined) return undefined
  const unit = simpleUnit(term)
  if (unit && equal(unit, seconds)) return { micros: Math.round(value * 1e6) }
  return { count: value }
}

export function micros(context: Context, value: Value, scope: Scope, span: Span, what: string): number | undefined {
  if (value.kind === 'error') return undefined
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (value.kind === 'scalar' && value.term.op.op === 'error') return undefined
  if (value.kind === 'scalar' && !size) fail(context, 'HVT2103', scope, span, { what })
  else if (!size || !('micros' in size))
    fail(context, 'HVT2203', scope, span, {
      what,
      wanted: 'a duration (`5s`)',
      found: value.kind === 'scalar' ? 'a number' : kindText(value),
    })
  else if (size.micros <= 0) fail(context, 'HVT2104', scope, span, { what, problem: 'is not longer than zero' })
  else return size.micros
  return undefined
}

function fold(fn: string, [a = 0, b = 0, c = 0]: readonly number[]): number | undefined {
  const folds: Record<string, () => number> = {
    add: () => a + b,
    sub: () => a - b,
    mul: () => a * b,
    div: () => a / b,
    neg: () => -a,
    abs: () => Math.abs(a),
    floor: () => Math.floor(a),
    ceil: () => Math.ceil(a),
    sqrt: () => Math.sqrt(a),
    min: () => Math.min(a, b),
    max: () => Math.max(a, b),
    lt: () => Number(a < b),
    le: () => Number(a <= b),
    gt: () => Number(a > b),
    ge: () => Number(a >= b),
    eq: () => Number(a === b),
    ne: () => Number(a !== b),
    and: () => Number(a !== 0 && b !== 0),
    or: () => Number(a !== 0 || b !== 0),
    not: () => Number(a === 0),
    if: () => (a !== 0 ? b : c),
  }
  const value = folds[fn]?.()
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

/** The unit of a term known before the run; undefined for a bare 0, which has any. */
export function simpleUnit(term: Term): Unit | undefined {
  const { op, args } = unwrap(term)
  if (op.op === 'constant') return op.unit
  if (op.op === 'param') return op.param.unit
  if (op.op !== 'pointwise') return undefined
  const [a, b] = args.map(simpleUnit)
  if (op.fn === 'mul') return multiply(a ?? plain, b ?? plain)
  if (op.fn === 'div') return divide(a ?? plain, b ?? plain)
  return a ?? b
}
