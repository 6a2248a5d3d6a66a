import type { Const, Span } from '../../grammar/ast/index.ts'
import { known } from '../program/known.ts'
import { type Term, unwrap } from '../program/term.ts'
import {
  divide,
  equal,
  isPlain,
  multiply,
  plain,
  power,
  rational,
  seconds,
  type Unit,
  unitText,
} from '../program/unit.ts'
import { kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'

/** `const rungs = 20`: any expression of constants. */
export function constant(context: Context, decl: Const, scope: Scope): Value {
  const value = context.expression(decl.is, scope)
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return value
  if (value.kind !== 'scalar')
    return fail(context, 'HVT2101', scope, decl.is.span, {
      what: 'a `const`',
      wanted: 'a number',
      found: kindText(value),
    })
  if (known(value.term) === undefined)
    return fail(context, 'HVT2103', scope, decl.is.span, {
      what: `\`${decl.name.name}\``,
      constant: decl.name.name,
    })
  if (!Number.isFinite(known(value.term)))
    return fail(context, 'HVT2111', scope, decl.is.span, { what: `\`${decl.name.name}\`` })
  return value
}

/** What windows and periods take: a duration, a plain number, or what else it is. Undefined: depends on the market. */
export type Size = { readonly micros: number } | { readonly count: number } | { readonly other: string }

export function knownSize(term: Term): Size | undefined {
  const value = known(term)
  if (value === undefined || Number.isNaN(value)) return undefined
  if (term.type !== 'number') return { other: term.type === 'bool' ? 'a condition' : 'a time' }
  const unit = simpleUnit(term)
  if (unit === 'mixed') return { other: 'a mixture of units' }
  if (unit && equal(unit, seconds)) return { micros: Math.round(value * 1e6) }
  return !unit || isPlain(unit) ? { count: value } : { other: `a number of ${unitText(unit)}` }
}

/** The ratio of a quantile, known before the run. */
export function ratioOf(context: Context, value: Value, scope: Scope, span: Span): number | undefined {
  if (value.kind === 'error' || (value.kind === 'scalar' && value.term.op.op === 'error')) return undefined
  const what = 'the ratio of `quantile`'
  const size = value.kind === 'scalar' ? knownSize(value.term) : undefined
  if (value.kind === 'scalar' && !size) return void fail(context, 'HVT2103', scope, span, { what })
  if (size && 'count' in size && size.count >= 0 && size.count <= 1) return size.count
  const found = value.kind === 'scalar' ? context.text(span) : kindText(value)
  return void fail(context, 'HVT2101', scope, span, { what, wanted: 'a number from 0 to 1', found })
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
      found: size && 'other' in size ? size.other : value.kind === 'scalar' ? 'a number' : kindText(value),
    })
  else {
    const problem = durationProblem(size.micros)
    if (!problem) return size.micros
    fail(context, 'HVT2104', scope, span, { what, problem })
  }
  return undefined
}

/** What keeps a number of microseconds from being a duration. Calculated ones may be endless, where written ones cannot. */
export function durationProblem(micros: number): string | undefined {
  if (micros <= 0) return 'is not longer than zero'
  return micros <= Number.MAX_SAFE_INTEGER ? undefined : 'is longer than 104,249 days'
}

const units = new WeakMap<Term, { readonly is: Unit | 'mixed' | undefined }>()

/** The unit of a term known before the run; undefined for a bare 0, which has any. */
export function simpleUnit(term: Term): Unit | 'mixed' | undefined {
  const done = units.get(term)
  if (done) return done.is
  const is = computeUnit(term)
  units.set(term, { is })
  return is
}

function computeUnit(term: Term): Unit | 'mixed' | undefined {
  const { op, args } = unwrap(term)
  if (op.op === 'constant') return op.unit
  if (op.op === 'param') return op.param.unit
  if (op.op === 'params') return op.unit
  if (op.op !== 'pointwise') return plain
  const [a, b] = (op.fn === 'if' ? args.slice(1) : args).map(simpleUnit)
  if (a === 'mixed' || b === 'mixed') return 'mixed'
  if (op.fn === 'mul') return multiply(a ?? plain, b ?? plain)
  if (op.fn === 'div') return divide(a ?? plain, b ?? plain)
  if (op.fn === 'sqrt') return power(a ?? plain, rational(1, 2))
  if (a && b && !equal(a, b)) return 'mixed'
  return comparing.has(op.fn) ? plain : (a ?? b)
}

const comparing: ReadonlySet<string> = new Set('lt le gt ge eq ne and or not'.split(' '))
