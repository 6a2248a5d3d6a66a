import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { centred, changesOf, product } from './least_squares.ts'
import { scratch } from './scratch.ts'

const exp = evaluator(kernel.exp)
const log = evaluator(kernel.log)
const ofChanges = scratch()

/** The shortest block, and how many lengths up to half of all are tried. */
const [SHORTEST, LENGTHS] = [8, 12]

/**
 * Hurst's exponent of a series of levels by the rescaled range (Hurst 1951, Mandelbrot and Wallis 1969): the changes are cut
 * into blocks of equal length from the oldest on; in each the range of the summed deviations from its mean is divided by
 * its standard deviation; the exponent is the slope of the log of the mean of that on the log of the length. Lengths are
 * spaced evenly in their logs. Blocks without movement do not count; undefined where fewer than two lengths are left.
 */
export function hurstExponent(x: Float64Array): number | undefined {
  const changes = changesOf(x, ofChanges(x.length - 1))
  const points: [length: number, range: number][] = []
  for (const [length, logarithm] of lengths(changes.length)) {
    const range = meanRange(changes, length)
    if (range !== undefined) points.push([logarithm, log(range)])
  }
  const [lengthsLog, rangesLog] = [0, 1].map(k => centred(Float64Array.from(points, point => point[k]!)))
  return points.length < 2 ? undefined : product(lengthsLog!, rangesLog!) / product(lengthsLog!, lengthsLog!)
}

type Lengths = ReadonlyMap<number, number>
const known = new Map<number, Lengths>()

/** Of the blocks of so many changes, with their logarithms. */
function lengths(changes: number): Lengths {
  const found = known.get(changes) ?? new Map(spaced(changes).map(length => [length, log(length)]))
  known.set(changes, found)
  return found
}

function spaced(changes: number): readonly number[] {
  const [from, to] = [log(SHORTEST), log(changes / 2)]
  const at = (k: number) => (k === LENGTHS - 1 ? to : from + (k * (to - from)) / (LENGTHS - 1))
  // A little more, so that a length that is whole but for rounding stays it.
  return Array.from({ length: LENGTHS }, (_, k) => Math.floor(exp(at(k)) + 1e-9))
}

function meanRange(changes: Float64Array, length: number): number | undefined {
  let [sum, count] = [0, 0]
  for (let from = 0; from + length <= changes.length; from += length) {
    // From the first of the block, so that what is rounded is of the size of the differences.
    const anchor = changes[from]!
    let moved = 0
    for (let i = from; i < from + length; i++) moved += changes[i]! - anchor
    const offset = moved / length
    let [squares, at] = [0, 0]
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = from; i < from + length; i++) {
      const deviation = changes[i]! - anchor - offset
      squares += deviation * deviation
      at += deviation
      low = Math.min(low, at)
      high = Math.max(high, at)
    }
    if (squares === 0) continue
    sum += (high - low) / Math.sqrt(squares / length)
    count++
  }
  return count > 0 ? sum / count : undefined
}
