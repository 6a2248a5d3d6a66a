import type { OverOp } from '../ir/keys.ts'
import { memoryless } from './pointwise.ts'
import type { Operator, Port, Site } from './site.ts'
import { isAbsent, isTrue } from './values.ts'

/** A fold over the members of a universe. */
export function over({ fold, members }: OverOp, site: Site): Operator {
  const { inputs } = site
  const ticks = (i: number) => inputs.some(input => input.ticked(i))
  switch (fold) {
    case 'sum':
      return memoryless(site, i => sum(inputs, i, 0, inputs.length), ticks)
    case 'mean':
      return memoryless(site, i => sum(inputs, i, 0, inputs.length) / inputs.length, ticks)
    case 'count':
      return memoryless(site, i => inputs.reduce((n, input) => (isTrue(input.value(i)) ? n + 1 : n), 0), ticks)
    case 'min':
    case 'argmin':
      return memoryless(site, i => chosen(best(inputs, i, (a, b) => a < b)), ticks)
    case 'max':
    case 'argmax':
      return memoryless(site, i => chosen(best(inputs, i, (a, b) => a > b)), ticks)
  }

  function chosen([value, member]: readonly [number, number]): number {
    if (isAbsent(value)) return value
    return fold === 'argmin' || fold === 'argmax' ? members[member]! : value
  }
}

/** Of the inputs from … to - 1, as a balanced tree. */
function sum(inputs: readonly Port[], i: number, from: number, to: number): number {
  if (to - from === 1) return inputs[from]!.value(i)
  let half = 1
  while (half * 2 < to - from) half *= 2
  return sum(inputs, i, from, from + half) + sum(inputs, i, from + half, to)
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
