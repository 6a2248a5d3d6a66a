import type { Lags } from '../ir/statistics.ts'
import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { type Columns, changesOf, levelled, powers, triangle } from './least_squares.ts'
import { scratch } from './scratch.ts'

const log = evaluator(kernel.log)
const ofChanges = scratch()

export interface DickeyFuller {
  /** The t statistic of the level. */
  readonly statistic: number
  readonly lags: number
  /** How many changes it explains. */
  readonly rows: number
}

/**
 * The augmented test of Dickey and Fuller (1979, Said 1984): the change of x explained by the level before it and by `lags`
 * changes before it, and by a constant, a line, a parabola as `trend` says. Chosen lags are those up to Schwert's bound (1989)
 * that a criterion finds best on the rows that all of them have. Undefined where x follows from itself exactly.
 */
export function dickeyFuller(x: Float64Array, trend: number, lags: Lags): DickeyFuller | undefined {
  const changes = changesOf(x, ofChanges(x.length - 1))
  const chosen = typeof lags === 'number' ? lags : choose(x, changes, trend, lags)
  if (chosen === undefined) return undefined
  const { times, level, earlier, change } = explaining(x, changes, chosen, trend)
  // The level comes last: what is left of it is what its coefficient is measured by.
  const found = triangle([...times, ...earlier, level, change])?.at(-1)
  if (!found) return undefined
  const [shared, left] = [found.at(-2)!, found.at(-1)!]
  const rows = change.length
  const freedom = rows - chosen - 2 - trend
  return { statistic: shared / (left / Math.sqrt(freedom)), lags: chosen, rows }
}

/** The best number of lags; of equal ones the smallest. */
function choose(x: Float64Array, changes: Float64Array, trend: number, by: Lags): number | undefined {
  const most = mostLags(x.length, trend)
  const { times, level, earlier, change } = explaining(x, changes, most, trend)
  const found = triangle([...times, level, ...earlier, change])?.at(-1)
  if (!found) return undefined
  const rows = change.length
  let left = found.at(-1)! ** 2
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  // What one lag less leaves unexplained is what that lag explained more.
  for (let lags = most; lags >= 0; lags--) {
    const last = found[times.length + lags]! ** 2
    if (by === 't') {
      if (last / (left / (rows - lags - 2 - trend)) >= SIGNIFICANT ** 2) return lags
    } else {
      const criterion = rows * log(left) + lags * (by === 'aic' ? 2 : log(rows))
      if (criterion <= least) [best, least] = [lags, criterion]
    }
    left += last
  }
  return best
}

/** What a normal t exceeds by chance in one case of 20. */
const SIGNIFICANT = 1.6448536269514722

/** Schwert's 12 · (n / 100)^¼, and no more than leaves half of the rows. */
export function mostLags(n: number, trend: number): number {
  return Math.min(Math.floor(n / 2) - trend - 2, Math.ceil(12 * Math.sqrt(Math.sqrt(n / 100))))
}

interface Explaining {
  readonly times: Columns
  readonly level: Float64Array
  /** The earlier changes from the latest back. */
  readonly earlier: Columns
  readonly change: Float64Array
}

/** What explains and what is explained, in the rows that have all the lags. */
function explaining(x: Float64Array, changes: Float64Array, lags: number, trend: number): Explaining {
  const free = (column: Float64Array) => levelled(column, trend)
  const change = free(changes.subarray(lags))
  return {
    times: powers(change.length, trend),
    level: free(x.subarray(lags, x.length - 1)),
    earlier: Array.from({ length: lags }, (_, k) => free(changes.subarray(lags - 1 - k, changes.length - 1 - k))),
    change,
  }
}
