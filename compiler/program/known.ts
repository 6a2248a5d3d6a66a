import { evaluator } from '../kernel/straight_line.ts'
import { exp, log, pow } from '../kernel/transcendental.ts'
import { fixed, map, type Static } from './keys.ts'
import { substitute } from './substitute.ts'
import type { Term } from './term.ts'

/** The number that a term of literals, consts and params has before the run; undefined when it depends on the market. */
export function known(term: Term): number | undefined {
  const value = staticOf(term)
  return value && value.keys.length === 0 ? value.at(noKeys) : undefined
}

const noKeys = (): never => {
  throw new Error('a value without keys asked for one')
}
const statics = new WeakMap<Term, { readonly is: Static<number> | undefined }>()

/** The number that a term has in each instance before the run: of literals, params, fees, comparisons of keys. */
export function staticOf(term: Term): Static<number> | undefined {
  const done = statics.get(term)
  if (done) return done.is
  const is = computeStatic(term)
  statics.set(term, { is })
  return is
}

function computeStatic({ op, args }: Term): Static<number> | undefined {
  switch (op.op) {
    case 'constant':
      return fixed(op.value)
    case 'param':
      return fixed(op.param.value)
    case 'params':
      return map(op.params, param => param.value)
    case 'table':
      return op.value
    case 'ref': {
      const inner = staticOf(args[0]!)
      return inner && substitute(inner, op.keys)
    }
    case 'pointwise': {
      const parts = args.map(staticOf)
      if (parts.includes(undefined) || !folds[op.fn]) return undefined
      const all = parts as Static<number>[]
      // Without keys the value is worked out once: names may be used by many others.
      if (all.every(part => part.keys.length === 0)) return fixed(folds[op.fn]!(...all.map(part => part.at(noKeys))))
      return {
        keys: [...new Set(all.flatMap(part => part.keys))],
        at: a => folds[op.fn]!(...all.map(part => part.at(a))),
      }
    }
    default:
      return undefined
  }
}

const folds: Readonly<Record<string, ((...values: number[]) => number) | undefined>> = {
  add: (a = 0, b = 0) => a + b,
  sub: (a = 0, b = 0) => a - b,
  mul: (a = 0, b = 0) => a * b,
  div: (a = 0, b = 0) => a / b,
  neg: (a = 0) => -a,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  sqrt: Math.sqrt,
  exp: evaluator(exp),
  log: evaluator(log),
  pow: evaluator(pow),
  min: Math.min,
  max: Math.max,
  lt: (a = 0, b = 0) => Number(a < b),
  le: (a = 0, b = 0) => Number(a <= b),
  gt: (a = 0, b = 0) => Number(a > b),
  ge: (a = 0, b = 0) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  not: a => Number(a === 0),
  if: (a, b = 0, c = 0) => (a !== 0 ? b : c),
}
