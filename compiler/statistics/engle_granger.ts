import { type DickeyFuller, dickeyFuller } from './dickey_fuller.ts'
import { centred, product, products, residuals } from './least_squares.ts'
import { scratch } from './scratch.ts'

/**
 * The test of Engle and Granger (1987): whether what the line of least squares of y on x leaves is stationary, by the test
 * of Dickey and Fuller without a constant. Undefined where x does not move or y is on the line.
 */
export function engleGranger(y: Float64Array, x: Float64Array, lags?: number): DickeyFuller | undefined {
  const { length } = y
  const dy = centred(y, ofY(length))
  const dx = centred(x, ofX(length))
  const [[xx], [xy, yy]] = products([dx, dy]) as unknown as readonly [readonly [number], readonly [number, number]]
  const slope = xy / xx
  const left = residuals(dy, dx, slope, ofLine(length))
  return product(left, left) > ON_THE_LINE * yy ? dickeyFuller(left, false, lags) : undefined
}

const ON_THE_LINE = 1.5e-6
const [ofY, ofX, ofLine] = [scratch(), scratch(), scratch()]
