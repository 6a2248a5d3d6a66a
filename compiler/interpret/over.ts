import type { OverOp } from '../ir/keys.ts'
import { memoryless } from './pointwise.ts'
import type { Operator, Port, Site } from './site.ts'
import { finite, isAbsent, isTrue } from './values.ts'

/** A fold over the members of a universe. */
export function over({ fold, members, q }: OverOp, site: Site): Operator {
  const { inputs } = site
  const ticks = (i: number) => inputs.some(input => input.ticked(i))
  const folded = (value: (i: number) => number) => memoryless(site, i => finite(value(i)), ticks)
  switch (fold) {
    case 'sum':
      return folded(i => sum(values(i)))
    case 'mean':
      return folded(i => sum(values(i)) / inputs.length)
    case 'var':
      return folded(i => variance(values(i)))
    case 'std':
      return folded(i => Math.sqrt(variance(values(i))))
    case 'first':
      return folded(i => present(i).at(0) ?? Number.NaN)
    case 'last':
      return folded(i => present(i).at(-1) ?? Number.NaN)
    case 'quantile':
      return folded(i => quantile(present(i), q!))
    case 'count':
      return folded(i => inputs.reduce((n, input) => (isTrue(input.value(i)) ? n + 1 : n), 0))
    case 'min':
    case 'argmin':
      return folded(i => chosen(best(inputs, i, (a, b) => a < b)))
    case 'max':
    case 'argmax':
      return folded(i => chosen(best(inputs, i, (a, b) => a > b)))
  }

  function values(i: number): number[] {
    return inputs.map(input => input.value(i))
  }

  function present(i: number): number[] {
    return values(i).filter(value => !isAbsent(value))
  }

  function chosen([value, member]: readonly [number, number]): number {
    if (isAbsent(value)) return value
    return fold === 'argmin' || fold === 'argmax' ? members[member]! : value
  }
}

/** As a balanced tree. */
function sum(values: readonly number[]): number {
  if (values.length === 1) return values[0]!
  let half = 1
  while (half * 2 < values.length) half *= 2
  return sum(values.slice(0, half)) + sum(values.slice(half))
}

function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length
  return sum(values.map(value => (value - mean) * (value - mean))) / (values.length - 1)
}

/** Interpolated between the two order statistics around rank q · (n - 1). */
function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  // -0 becomes 0: the two are equal, and must not be told apart by where they stand.
  const sorted = values.map(value => value + 0).sort((a, b) => a - b)
  const rank = q * (sorted.length - 1)
  const below = Math.floor(rank)
  const low = sorted[below]!
  return low + (sorted[Math.min(below + 1, sorted.length - 1)]! - low) * (rank - below)
}

/** The best present value and which input it is; the first of equals. */
function best(inputs: readonly Port[], i: number, better: (a: number, b: number) => boolean): [number, number] {
  let found: [number, number] = [Number.NaN, -1]
  inputs.forEach((input, member) => {
    const value = input.value(i)
    if (!isAbsent(value) && (found[1] < 0 || better(value, found[0]))) found = [value, member]
  })
  return found
}
