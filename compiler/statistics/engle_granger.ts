import { type CommonPathOp, MOST_REGRESSORS } from '../ir/statistics.ts'
import { type DickeyFuller, dickeyFuller } from './dickey_fuller.ts'
import { above, type Columns, levelled, powers, product, residuals, triangle } from './least_squares.ts'
import { scratch } from './scratch.ts'

export interface EngleGranger extends DickeyFuller {
  /** What the line has at the last row besides the x. */
  readonly intercept: number
  readonly slopes: readonly number[]
}

/**
 * The test of Engle and Granger (1987): whether what the line of least squares of y on the x leaves is stationary, by the
 * test of Dickey and Fuller without a constant. Undefined where an x follows from the others and where y is on the line.
 */
export function engleGranger(
  y: Float64Array,
  x: Columns,
  { trend, lags }: Pick<CommonPathOp, 'trend' | 'lags'>,
): EngleGranger | undefined {
  const { length } = y
  const columns = [...powers(length, trend), ...x.map((column, k) => levelled(column, trend, ofX[k]!(length)))]
  const whole = levelled(y, trend, ofY(length))
  const rows = triangle([...columns, whole])
  if (!rows) return undefined
  const line = above(rows.slice(0, -1), rows.at(-1)!)
  const left = ofLine(length)
  left.set(whole)
  for (const [k, column] of columns.entries()) residuals(left, column, line[k]!, left)
  if (!(product(left, left) > ON_THE_LINE * product(whole, whole))) return undefined
  const found = dickeyFuller(left, -1, lags)
  const slopes = line.slice(columns.length - x.length)
  const last = length - 1
  const rest = slopes.reduce((sum, slope, k) => sum - slope * x[k]![last]!, y[last]! - left[last]!)
  return found && { ...found, intercept: trend < 0 ? 0 : rest, slopes }
}

const ON_THE_LINE = 1.5e-6
const [ofY, ofLine] = [scratch(), scratch()]
const ofX = Array.from({ length: MOST_REGRESSORS }, scratch)
