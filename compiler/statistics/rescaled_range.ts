import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { centred, product } from './least_squares.ts'

const exp = evaluator(kernel.exp)
const log = evaluator(kernel.log)

/** The shortest block, and how many lengths up to half of all are tried. */
const [SHORTEST, LENGTHS] = [8, 12]

/**
 * Hurst's exponent of a series of levels by the rescaled range (Hurst 1951, Mandelbrot and Wallis 1969): the changes are cut
 * into blocks of equal length from the oldest on; in each the range of the summed deviations from its mean is divided by
 * its standard deviation; the exponent is the slope of the log of the mean of that on the log of the length. Lengths are
 * spaced evenly in their logs. Blocks without movement do not count; undefined where fewer than two lengths are left.
 */
export function hurstExponent(x: Float64Array): number | undefined {
  const changes = x.subarray(1).map((value, t) => value - x[t]!)
  const points: [length: number, range: number][] = []
  for (const length of lengths(changes.length)) {
    const range = meanRange(changes, length)
    if (range !== undefined) points.push([log(length), log(range)])
  }
  const [lengthsLog, rangesLog] = [0, 1].map(k => centred(Float64Array.from(points, point => point[k]!)))
  return points.length < 2 ? undefined : product(lengthsLog!, rangesLog!) / product(lengthsLog!, lengthsLog!)
}

function lengths(changes: number): ReadonlySet<number> {
  const [from, to] = [log(SHORTEST), log(changes / 2)]
  const at = (k: number) => (k === LENGTHS - 1 ? to : from + (k * (to - from)) / (LENGTHS - 1))
  // A little more, so that a length that is whole but for rounding stays it.
  return new Set(Array.from({ length: LENGTHS }, (_, k) => Math.floor(exp(at(k)) + 1e-9)))
}

function meanRange(changes: Float64Array, length: number): number | undefined {
  let [sum, count] = [0, 0]
  for (let from = 0; from + length <= changes.length; from += length) {
    const deviations = centred(changes.subarray(from, from + length))
    const squares = product(deviations, deviations)
    if (squares === 0) continue
    let [at, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < length; i++) {
      at += deviations[i]!
      if (at < low) low = at
      if (at > high) high = at
    }
    sum += (high - low) / Math.sqrt(squares / length)
    count++
  }
  return count > 0 ? sum / count : undefined
}
