import type { OverOp } from '../../../compiler/ir/keys.ts'
import type { Pointwise } from '../../../compiler/ir/pointwise.ts'
import type { ScanStep } from '../../../compiler/ir/scan.ts'
import { evaluator } from '../../../compiler/kernel/straight_line.ts'
import { exp, log, pow } from '../../../compiler/kernel/transcendental.ts'

/** Over keys: sums as a tree whose left half has a power of two leaves, the others skip what is absent. */
export function folded({ fold, members, q }: OverOp, values: readonly number[]): number {
  const tree = (xs: readonly number[]): number => {
    const half = 2 ** Math.ceil(Math.log2(xs.length) - 1)
    return xs.length === 1 ? xs[0]! : tree(xs.slice(0, half)) + tree(xs.slice(half))
  }
  const finite = (x: number) => (Number.isFinite(x) ? x : Number.NaN)
  if (fold === 'sum' || fold === 'mean') return finite(fold === 'sum' ? tree(values) : tree(values) / values.length)
  if (fold === 'count') return values.filter(x => !Number.isNaN(x) && x !== 0).length
  const mean = tree(values) / values.length
  const variance = tree(values.map(x => (x - mean) ** 2)) / (values.length - 1)
  if (fold === 'var' || fold === 'std') return finite(fold === 'var' ? variance : Math.sqrt(variance))
  const present = values.filter(x => !Number.isNaN(x))
  if (present.length === 0) return Number.NaN
  if (fold === 'first' || fold === 'last') return present[fold === 'first' ? 0 : present.length - 1]!
  if (fold === 'quantile') {
    const ordered = present.map(x => (x === 0 ? 0 : x)).sort((a, b) => a - b)
    const place = q! * (present.length - 1)
    const low = ordered[Math.floor(place)]!
    return finite(low + ((ordered[Math.floor(place) + 1] ?? low) - low) * (place % 1))
  }
  const best = fold.endsWith('min') ? Math.min(...present) : Math.max(...present)
  return fold.startsWith('arg') ? members[values.indexOf(best)]! : values.find(x => x === best)!
}

/** The kernel's functions are compared with exact arithmetic elsewhere. */
const kernel = { exp: evaluator(exp), log: evaluator(log), pow: evaluator(pow) }

/** One step of a scan's body. */
export function stepped(fn: ScanStep['fn'], a = Number.NaN, b = Number.NaN, c = Number.NaN): number {
  if (fn === 'present') return Number.isNaN(a) ? 0 : 1
  if (fn === 'coalesce') return Number.isNaN(a) ? b : a
  const value = apply(fn, a, b, c)
  return Number.isFinite(value) ? value : Number.NaN
}

/** n with a sign; zero has none. */
function towards(sign: number, n: number): number {
  return n === 0 ? 0 : sign < 0 ? -n : n
}

/** x + (v - x) * 2^(-elapsed / half-life), from the times and values of all ticks. */
export function decayed(ticks: readonly (readonly [time: number, x: number])[], halfLife: number): number {
  return ticks.reduce((v, [time, x], k) => {
    if (Number.isNaN(v)) return x
    if (time === ticks[k - 1]![0]) return v
    const next = x + (v - x) * kernel.pow(0.5, (time - ticks[k - 1]![0]) / halfLife)
    return Number.isFinite(next) ? next : Number.NaN
  }, Number.NaN)
}

/** v + (x - v) * weight from the first tick on; one that is not finite is followed by a first tick. */
export function average(ticks: readonly number[], n: number): number {
  return ticks.reduce((v, x) => {
    const next = Number.isNaN(v) ? x : v + (x - v) * (2 / (n + 1))
    return Number.isFinite(next) ? next : Number.NaN
  }, Number.NaN)
}

/** Truth is 1 and 0 here: no other number is given to logic. */
export function apply(fn: Pointwise, a: number, b: number, c: number): number {
  const unknown =
    Number.isNaN(a) ||
    (Number.isNaN(b) &&
      ![
        'neg',
        'abs',
        'sign',
        'sqrt',
        'floor',
        'ceil',
        'not',
        'exp',
        'log',
        'hour',
        'minute',
        'weekday',
        'day',
      ].includes(fn))
  if (fn === 'and') return a === 0 || b === 0 ? 0 : unknown ? Number.NaN : 1
  if (fn === 'or') return a === 1 || b === 1 ? 1 : unknown ? Number.NaN : 0
  if (fn === 'if') return Number.isNaN(a) ? Number.NaN : a === 1 ? b : c
  if (unknown) return Number.NaN
  switch (fn) {
    case 'add':
      return a + b
    case 'sub':
      return a - b
    case 'mul':
      return a * b
    case 'div':
      return a / b
    case 'neg':
      return -a
    case 'abs':
      return Math.abs(a)
    case 'sign':
      return Math.sign(a)
    case 'sqrt':
      return Math.sqrt(a)
    case 'floor':
      return Math.floor(a)
    case 'ceil':
      return Math.ceil(a)
    case 'min':
      return Math.min(a, b)
    case 'max':
      return Math.max(a, b)
    case 'lt':
      return a < b ? 1 : 0
    case 'le':
      return a <= b ? 1 : 0
    case 'gt':
      return a > b ? 1 : 0
    case 'ge':
      return a >= b ? 1 : 0
    case 'eq':
      return a === b ? 1 : 0
    case 'ne':
      return a !== b ? 1 : 0
    case 'not':
      return 1 - a
    case 'elapsed':
      return (a - b) / 1e6
    case 'later':
      return a + Math.round(b * 1e6)
    case 'exp':
    case 'log':
    case 'pow':
      return kernel[fn](a, b)
    case 'hour':
      return new Date(a / 1000).getUTCHours()
    case 'minute':
      return new Date(a / 1000).getUTCMinutes()
    case 'weekday':
      return new Date(a / 1000).getUTCDay() || 7
    case 'day':
      return new Date(a / 1000).getUTCDate()
    case 'round':
      return towards(a / b, Math.abs(a / b) % 1 >= 0.5 ? Math.ceil(Math.abs(a / b)) : Math.floor(Math.abs(a / b))) * b
    case 'round_down':
      return towards(a / b, Math.floor(Math.abs(a / b) + 1e-9)) * b
  }
}
