import type { Pointwise } from '../../ir/pointwise.ts'
import type { Term } from '../../program/term.ts'

/** The least and the greatest value that a number can have while it is present; conditions are 0 and 1. */
export interface Range {
  readonly low: number
  readonly high: number
}

export const anything: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
const either: Range = { low: 0, high: 1 }
const notNegative: Range = { low: 0, high: Number.POSITIVE_INFINITY }
const only = (value: number): Range => ({ low: value, high: value })
export const isFalse = ({ low, high }: Range): boolean => low === 0 && high === 0
export const isTrue = ({ low, high }: Range): boolean => low === 1 && high === 1
const hull = (all: readonly Range[]): Range => ({
  low: Math.min(...all.map(r => r.low)),
  high: Math.max(...all.map(r => r.high)),
})

/**
 * Says of terms what values they can have, as far as literals, the ranges of params and the nature of things tell. Rounding
 * is monotone, so ends of ranges that are computed as the values are hold for the computed values.
 */
export function rangesOf(
  params: ReadonlyMap<string, Range>,
  replaced: (term: Term) => Range | undefined = () => undefined,
): (term: Term) => Range {
  const known = new Map<Term, Range>()
  const of = (term: Term): Range => {
    const found = known.get(term)
    if (found) return found
    const range = replaced(term) ?? make(term)
    const whole = Number.isNaN(range.low) || Number.isNaN(range.high) ? anything : range
    known.set(term, whole)
    return whole
  }

  function make({ op, args, type }: Term): Range {
    const unknown = type === 'bool' ? either : anything
    switch (op.op) {
      case 'constant':
        return only(op.value)
      case 'param':
        return params.get(op.param.name) ?? unknown
      case 'ref':
      case 'prev':
      case 'sample':
      case 'fresh':
      case 'at_row':
        return of(args[0]!)
      case 'coalesce':
        return hull(args.map(of))
      case 'source':
        return sizes.has(op.field) ? notNegative : anything
      case 'given':
        if (op.given.words) return hull(op.given.words.map(only))
        return type !== 'bool' && neverNegative.has(op.given.field) ? notNegative : unknown
      case 'since':
      case 'stale':
        return notNegative
      case 'held':
        return isFalse(of(args[0]!)) ? only(0) : either
      case 'window':
      case 'over':
        return folded(op.op === 'window' ? op.aggregate : op.fold, args[0]!)
      case 'quantile':
        return of(args[0]!)
      case 'ema':
      case 'decay':
        return folded('mean', args[0]!)
      case 'pointwise':
        return pointwise(op.fn, args, unknown)
      default:
        return unknown
    }
  }

  /** A mean may leave the range of its values by a rounding, never their sign. */
  function folded(aggregate: string, x: Term): Range {
    if (aggregate === 'min' || aggregate === 'max' || aggregate === 'first' || aggregate === 'last') return of(x)
    if (aggregate === 'quantile') return of(x)
    if (aggregate === 'count' || aggregate === 'var' || aggregate === 'std') return notNegative
    if (aggregate === 'sum' || aggregate === 'mean') return of(x).low >= 0 ? notNegative : anything
    return anything
  }

  function pointwise(fn: Pointwise, args: readonly Term[], unknown: Range): Range {
    const [a = anything, b = anything, c = anything] = args.map(of)
    if (fn === 'if') return isTrue(a) ? b : isFalse(a) ? c : hull([b, c])
    return (rules[fn] ?? (() => unknown))(a, b)
  }

  return of
}

const sizes: ReadonlySet<string> = new Set(['bid_size', 'ask_size', 'qty', 'liquidity'])
/** Of what the engine says. */
const neverNegative: ReadonlySet<string> = new Set(['drawdown', 'gross', 'leverage', 'count', 'seconds', 'fees'])

const corners = (f: (a: number, b: number) => number) => (a: Range, b: Range) => {
  const all = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)]
  return all.some(Number.isNaN) ? anything : { low: Math.min(...all), high: Math.max(...all) }
}
const rising = (f: (a: number) => number) => (a: Range) => ({ low: f(a.low), high: f(a.high) })
const below = (a: Range, b: Range) => (a.high < b.low ? only(1) : a.low >= b.high ? only(0) : either)
const upTo = (a: Range, b: Range) => (a.high <= b.low ? only(1) : a.low > b.high ? only(0) : either)
const not = (a: Range) => ({ low: 1 - a.high, high: 1 - a.low })
const equal = (a: Range, b: Range) => {
  if (a.low === a.high && b.low === b.high && a.low === b.low) return only(1)
  return a.high < b.low || b.high < a.low ? only(0) : either
}

const rules: Readonly<Partial<Record<Pointwise, (a: Range, b: Range) => Range>>> = {
  add: (a, b) => ({ low: a.low + b.low, high: a.high + b.high }),
  sub: (a, b) => ({ low: a.low - b.high, high: a.high - b.low }),
  mul: corners((a, b) => a * b),
  div: (a, b) => (b.low > 0 || b.high < 0 ? corners((x, y) => x / y)(a, b) : anything),
  neg: a => ({ low: -a.high, high: -a.low }),
  abs: a => (a.low >= 0 ? a : { low: Math.max(0, -a.high), high: Math.max(-a.low, a.high) }),
  sign: () => ({ low: -1, high: 1 }),
  sqrt: a => rising(x => Math.sqrt(Math.max(0, x)))(a),
  floor: rising(Math.floor),
  ceil: rising(Math.ceil),
  exp: () => notNegative,
  min: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
  max: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  lt: below,
  gt: (a, b) => below(b, a),
  le: upTo,
  ge: (a, b) => upTo(b, a),
  eq: equal,
  ne: (a, b) => not(equal(a, b)),
  and: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
  or: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  not,
  hour: () => ({ low: 0, high: 23 }),
  minute: () => ({ low: 0, high: 59 }),
  weekday: () => ({ low: 1, high: 7 }),
}
