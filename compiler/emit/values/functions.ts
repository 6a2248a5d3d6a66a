import type { Pointwise } from '../../ir/pointwise.ts'
import { absent } from '../place/emission.ts'
import { isAbsent, isTrue } from '../place/presence.ts'
import type { F64, I32, Local } from '../wasm/encode/code.ts'
import { select } from '../wasm/encode/control.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import type { Steps } from './frame.ts'
import type { Library } from './library.ts'

/** A value still to be made fit for memory, unless it is `clean`: a finite number or the one NaN. */
export interface Computed {
  readonly value: F64
  readonly clean: boolean
}

/** A pointwise function of operands that are evaluated where it is written. */
export function compute(fn: Pointwise, operands: readonly F64[], steps: Steps, library: Library): Computed {
  const [a, b] = operands as [F64, F64]
  if (isArithmetic(fn)) return { value: arithmetic[fn](a, b), clean: false }
  if (isOfLibrary(fn)) return { value: library[fn](a, b), clean: false }
  if (fn === 'round' || fn === 'round_down') return { value: stepped(fn, a, steps.hold(b), steps), clean: false }
  const held = operands.map(operand => steps.hold(operand)) as F64[] as [F64, F64, F64]
  return { value: logic[fn](...held), clean: true }
}

const one = f64.const(1)
const no = f64.const(0)

/** A duration in seconds as whole microseconds. */
export const microseconds = (seconds: F64): F64 => f64.floor(f64.add(f64.mul(seconds, f64.const(1e6)), f64.const(0.5)))

/** NaN in, NaN out; each operand is used once. */
const arithmetic = {
  add: f64.add,
  sub: f64.sub,
  mul: f64.mul,
  div: f64.div,
  neg: f64.neg,
  abs: f64.abs,
  sqrt: f64.sqrt,
  floor: f64.floor,
  ceil: f64.ceil,
  min: f64.min,
  max: f64.max,
  elapsed: (a: F64, b: F64) => f64.div(f64.sub(a, b), f64.const(1e6)),
  later: (a: F64, b: F64) => f64.add(a, microseconds(b)),
} satisfies Partial<Record<Pointwise, (a: F64, b: F64) => F64>>

/** Operands are variables; what comes out is one of them, a truth or the one NaN. */
const logic: Record<
  Exclude<Pointwise, keyof typeof arithmetic | OfLibrary | 'round' | 'round_down'>,
  (a: F64, b: F64, c: F64) => F64
> = {
  sign: a => select(i32.or(f64.eq(a, no), isAbsent(a)), a, f64.copysign(one, a)),
  lt: (a, b) => known(f64.lt(a, b), a, b),
  le: (a, b) => known(f64.le(a, b), a, b),
  gt: (a, b) => known(f64.gt(a, b), a, b),
  ge: (a, b) => known(f64.ge(a, b), a, b),
  eq: (a, b) => known(f64.eq(a, b), a, b),
  ne: (a, b) => known(f64.ne(a, b), a, b),
  and: (a, b) => select(i32.or(f64.eq(a, no), f64.eq(b, no)), no, known(i32.const(1), a, b)),
  or: (a, b) => select(i32.or(isTrue(a), isTrue(b)), one, known(i32.const(0), a, b)),
  not: a => known(f64.eq(a, no), a),
  if: (a, b, c) => select(isAbsent(a), absent, select(f64.ne(a, no), b, c)),
}

const ofLibrary = ['hour', 'minute', 'weekday', 'day', 'exp', 'log', 'pow'] as const
type OfLibrary = (typeof ofLibrary)[number]

function isOfLibrary(fn: Pointwise): fn is OfLibrary {
  return (ofLibrary as readonly string[]).includes(fn)
}

/** A whole number of steps that has the sign of x / step, and no negative zero. */
function stepped(fn: 'round' | 'round_down', x: F64, step: Local<'f64'>, steps: Steps): F64 {
  const number = steps.hold(f64.div(x, step))
  const size = f64.abs(number)
  const below = steps.hold(f64.floor(fn === 'round' ? size : f64.add(size, f64.const(1e-9))))
  const up = f64.fromI32(f64.ge(f64.sub(size, below), f64.const(0.5)))
  const whole = fn === 'round' ? steps.hold(f64.add(below, up)) : below
  return f64.mul(select(f64.lt(number, no), f64.sub(no, whole), whole), step)
}

function isArithmetic(fn: Pointwise): fn is keyof typeof arithmetic {
  return fn in arithmetic
}

/** A truth, unless an operand is absent: operands are finite or absent, so their sum is NaN only if one of them is. */
function known(truth: I32, ...operands: readonly F64[]): F64 {
  const sum = operands.reduce(f64.add)
  return select(f64.ne(sum, sum), absent, f64.fromI32(truth))
}
