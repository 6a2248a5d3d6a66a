import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { type Columns, centred, changesOf, triangle } from './least_squares.ts'
import { scratch } from './scratch.ts'

const log = evaluator(kernel.log)
const ofChanges = scratch()

export interface DickeyFuller {
  /** The t statistic of the level. */
  readonly statistic: number
  readonly lags: number
}

/**
 * The augmented test of Dickey and Fuller (1979, Said 1984): the change of x explained by the level before it and by `lags`
 * changes before it, with or without a constant. Undefined lags: those up to Schwert's bound (1989) that give the least
 * value of Akaike's criterion on the rows that all of them have. Undefined where x follows from itself exactly.
 */
export function dickeyFuller(x: Float64Array, constant: boolean, lags?: number): DickeyFuller | undefined {
  const changes = changesOf(x, ofChanges(x.length - 1))
  const chosen = lags ?? choose(x, changes, constant)
  if (chosen === undefined) return undefined
  // The level comes last: what is left of it is what its coefficient is measured by.
  const [level, ...earlier] = explaining(x, changes, chosen, constant)
  const change = earlier.pop()!
  const rows = triangle([...earlier, level!, change])
  if (!rows) return undefined
  const [shared, left] = [rows.at(-1)![chosen]!, rows.at(-1)!.at(-1)!]
  const freedom = change.length - chosen - 1 - (constant ? 1 : 0)
  return { statistic: shared / (left / Math.sqrt(freedom)), lags: chosen }
}

/** The number of lags with the least n ln(squares left) + 2 · coefficients; of equal ones the smallest. */
function choose(x: Float64Array, changes: Float64Array, constant: boolean): number | undefined {
  const most = mostLags(x.length, constant)
  const columns = explaining(x, changes, most, constant)
  const rows = triangle(columns)
  if (!rows) return undefined
  const { length } = columns[0]!
  const last = rows.at(-1)!
  let left = last.at(-1)! ** 2
  let [best, least] = [most, Number.POSITIVE_INFINITY]
  // What one lag less leaves unexplained is what that lag explained more.
  for (let lags = most; lags >= 0; lags--) {
    const criterion = length * log(left) + 2 * lags
    if (criterion <= least) [best, least] = [lags, criterion]
    left += last[lags]! ** 2
  }
  return best
}

/** Schwert's 12 · (n / 100)^¼, and no more than leaves half of the rows. */
export function mostLags(n: number, constant: boolean): number {
  return Math.min(Math.floor(n / 2) - (constant ? 2 : 1), Math.ceil(12 * Math.sqrt(Math.sqrt(n / 100))))
}

/** The level, the earlier changes from the latest back, and the change, in the rows that have them all. */
function explaining(x: Float64Array, changes: Float64Array, lags: number, constant: boolean): Columns {
  const earlier = Array.from({ length: lags }, (_, k) => changes.subarray(lags - 1 - k, changes.length - 1 - k))
  const columns = [x.subarray(lags, x.length - 1), ...earlier, changes.subarray(lags)]
  return constant ? columns.map(column => centred(column)) : columns
}
