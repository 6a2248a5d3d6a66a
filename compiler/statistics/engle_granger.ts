import { type DickeyFuller, dickeyFuller } from './dickey_fuller.ts'
import { centred, product } from './least_squares.ts'

/**
 * The test of Engle and Granger (1987): whether what the line of least squares of y on x leaves is stationary, by the test
 * of Dickey and Fuller without a constant. Undefined where x does not move or y is on the line.
 */
export function engleGranger(y: Float64Array, x: Float64Array, lags?: number): DickeyFuller | undefined {
  const [dy, dx] = [centred(y), centred(x)]
  const slope = product(dx, dy) / product(dx, dx)
  const left = dy.map((value, t) => value - slope * dx[t]!)
  return product(left, left) > ON_THE_LINE * product(dy, dy) ? dickeyFuller(left, false, lags) : undefined
}

const ON_THE_LINE = 1.5e-6
