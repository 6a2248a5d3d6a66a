import type { Pointwise } from '../ir/pointwise.ts'
import { evaluator } from '../kernel/straight_line.ts'
import { exp, log, pow } from '../kernel/transcendental.ts'
import { WAKE } from '../layout/layout.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { day, hour, microseconds, minute, weekday } from './time.ts'
import { finite, isAbsent, isTrue } from './values.ts'

/** A function of the inputs' values at this step. What is not finite is absent. */
export function pointwise(fn: Pointwise, site: Site): Operator {
  const compute = functions[fn]
  const [a, b, c] = site.inputs as [Port, Port?, Port?]
  const current = (i: number) => finite(compute(a.value(i), b ? b.value(i) : Number.NaN, c ? c.value(i) : Number.NaN))
  // An event is not stirred by the levels it is combined with; a level ticks with any of its inputs.
  const clocks = site.inputs.filter(input => site.node.stream !== 'event' || input.node.stream === 'event')
  return memoryless(site, current, i => clocks.some(clock => clock.ticked(i)))
}

/** x, else y. */
export function coalesce(site: Site): Operator {
  const [x, y] = site.inputs as [Port, Port]
  const orElse = (first: number, second: number) => (isAbsent(first) ? second : first)
  return memoryless(
    site,
    i => orElse(x.value(i), y.value(i)),
    i => x.ticked(i) || (y.ticked(i) && isAbsent(x.value(i))),
  )
}

/** Whether x is present: never absent itself. Its slot is what it was when it last looked. */
export function present(site: Site): Operator {
  const [x] = site.inputs as [Port]
  const current = (i: number) => (isAbsent(x.value(i)) ? 0 : 1)
  const look = (i: number) => {
    if (!x.woke(i)) return 0
    const value = current(i)
    if (value === site.value(i)) return 0
    site.put(i, value)
    return WAKE
  }
  return { current, look }
}

/** Wakes when an input wakes; ticks when its clock does and it is present. */
export function memoryless(site: Site, current: (i: number) => number, ticks: (i: number) => boolean): Operator {
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    const value = current(i)
    site.put(i, value)
    return !isAbsent(value) && ticks(i) ? TICKED : WAKE
  }
  return { current, look }
}

/** NaN in, NaN out: the strict functions need no test of presence except where IEEE would lose it (comparisons). */
export const functions: Record<Pointwise, (a: number, b: number, c: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: a => -a,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  lt: (a, b) => both(a, b, a < b),
  le: (a, b) => both(a, b, a <= b),
  gt: (a, b) => both(a, b, a > b),
  ge: (a, b) => both(a, b, a >= b),
  eq: (a, b) => both(a, b, a === b),
  ne: (a, b) => both(a, b, a !== b),
  and: (a, b) => (a === 0 || b === 0 ? 0 : both(a, b, true)),
  or: (a, b) => (isTrue(a) || isTrue(b) ? 1 : both(a, b, false)),
  not: a => both(a, a, a === 0),
  if: (a, b, c) => (isAbsent(a) ? a : isTrue(a) ? b : c),
  elapsed: (a, b) => (a - b) / 1e6,
  later: (a, b) => a + microseconds(b),
  exp: evaluator(exp),
  log: evaluator(log),
  pow: evaluator(pow),
  hour,
  minute,
  weekday,
  day,
  round: (a, step) => stepped(a, step, n => (n - Math.floor(n) >= 0.5 ? Math.floor(n) + 1 : Math.floor(n))),
  round_down: (a, step) => stepped(a, step, n => Math.floor(n + 1e-9)),
}

/** A number of steps that has the sign of x / step, and no negative zero. */
function stepped(x: number, step: number, whole: (steps: number) => number): number {
  const steps = x / step
  const n = whole(Math.abs(steps))
  return (steps < 0 ? 0 - n : n) * step
}

function both(a: number, b: number, truth: boolean): number {
  return isAbsent(a) || isAbsent(b) ? Number.NaN : truth ? 1 : 0
}
