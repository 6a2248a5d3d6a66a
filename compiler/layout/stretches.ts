import type { Aggregate } from '../ir/windows.ts'
import { partialSlots } from './partials.ts'

/**
 * A long `window` of moments would keep a partial of up to seven numbers for each tick, and there may be thousands of keys. It keeps its
 * ticks, and of the suffixes of the block before those that begin a stretch of it, about as many as its ticks have a root; the
 * suffixes within a stretch are made when the first of them is asked for, by the same merges.
 *
 * Slots: those of WINDOW up to the prefix; the last n ticks by place, of one or two numbers; by stretch its first suffix; the suffixes
 * of the current stretch by place in it.
 */
export interface Stretches {
  /** Ticks of a stretch: 2 to the power `shift`. */
  readonly size: number
  readonly shift: number
  /** Numbers of a tick. */
  readonly numbers: 1 | 2
  /** Of a partial. */
  readonly width: number
  readonly ticks: number
  readonly firsts: number
  readonly current: number
  /** All of them. */
  readonly slots: number
}

/** The prefix comes after `full` and `place`. */
const PREFIX = 2
/** A shorter window is faster with all of its partials, and not large. */
const LONG = 128

/** Undefined where a partial is no larger than a tick, or there are few. */
export function stretchesOf(aggregate: Aggregate, n: number): Stretches | undefined {
  const numbers = numbersOf[aggregate]
  if (numbers === undefined || n <= LONG) return undefined
  const width = partialSlots(aggregate)
  const shift = Math.round(Math.log2(n) / 2)
  const size = 2 ** shift
  const ticks = PREFIX + width
  const firsts = ticks + n * numbers
  const current = firsts + Math.ceil(n / size) * width
  return { size, shift, numbers, width, ticks, firsts, current, slots: current + size * width }
}

const numbersOf: { readonly [A in Aggregate]?: 1 | 2 } = {
  ...{ mean: 1, var: 1, std: 1 },
  ...{ cov: 2, corr: 2, slope: 2, intercept: 2 },
}
