import type { Term } from '../../program/term.ts'
import { conjuncts, plainly } from './conditions.ts'
import { anything, type Range } from './ranges.ts'

/** What a comparison says of something: the ends between which it must be; `open` ends are not reached. */
export interface Bound {
  readonly of: string
  readonly range: Range
  readonly openLow: boolean
  readonly openHigh: boolean
  readonly term: Term
}

export interface Knowing {
  readonly rangeOf: (term: Term) => Range
  readonly name: (term: Term) => string
}

/**
 * What must hold of things for a condition to be true: one bound a comparison. With `surely` the bounds are those that are
 * enough for it to be true, whatever params are set to.
 */
export function boundsOf(condition: Term, knowing: Knowing, surely = false): readonly Bound[] {
  return conjuncts(condition).flatMap(term => boundOf(term, knowing, surely) ?? [])
}

const turned: Readonly<Record<string, string>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le', eq: 'eq' }

function boundOf(term: Term, { rangeOf, name }: Knowing, surely: boolean): Bound | undefined {
  const { op, args } = plainly(term)
  if (op.op !== 'pointwise' || !turned[op.fn]) return undefined
  const [a, b] = args as [Term, Term]
  if (isFixed(rangeOf(b))) return bound(name(a), op.fn, rangeOf(b))
  if (isFixed(rangeOf(a))) return bound(name(b), turned[op.fn]!, rangeOf(a))
  const [first, second] = [name(a), name(b)]
  const difference = { low: 0, high: 0 }
  return first < second
    ? bound(`${first} less ${second}`, op.fn, difference)
    : bound(`${second} less ${first}`, turned[op.fn]!, difference)

  function bound(of: string, fn: string, { low, high }: Range): Bound | undefined {
    if (surely && fn === 'eq' && low !== high) return undefined
    const closed = { of, openLow: fn === 'gt', openHigh: fn === 'lt', term }
    if (fn === 'gt' || fn === 'ge') return { ...closed, range: { ...anything, low: surely ? high : low } }
    if (fn === 'lt' || fn === 'le') return { ...closed, range: { ...anything, high: surely ? low : high } }
    return { ...closed, range: { low, high } }
  }
}

const isFixed = ({ low, high }: Range): boolean => Number.isFinite(low) && Number.isFinite(high)

/** Whether both cannot hold. */
export function excludes(a: Bound, b: Bound): boolean {
  return a.of === b.of && (above(a, b) || above(b, a))
}

function above(a: Bound, b: Bound): boolean {
  if (a.range.low !== b.range.high) return a.range.low > b.range.high
  return Number.isFinite(a.range.low) && (a.openLow || b.openHigh)
}

/** Whether the second holds wherever the first does. */
export function implies(a: Bound, b: Bound): boolean {
  if (a.of !== b.of) return false
  const low = a.range.low > b.range.low || (a.range.low === b.range.low && (a.openLow || !b.openLow))
  const high = a.range.high < b.range.high || (a.range.high === b.range.high && (a.openHigh || !b.openHigh))
  return low && high
}
