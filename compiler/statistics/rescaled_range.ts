import { changesOf } from './least_squares.ts'
import { exponent } from './scaling.ts'
import { scratch } from './scratch.ts'

const ofChanges = scratch()

/**
 * Hurst's exponent of a series of levels by the rescaled range (Hurst 1951, Mandelbrot and Wallis 1969): the changes are cut
 * into blocks of equal length from the oldest on, up to half of them; in each the range of the summed deviations from its
 * mean is divided by its standard deviation; the mean of that grows with the length. Blocks without movement do not count.
 */
export function rescaledRange(x: Float64Array): number | undefined {
  const changes = changesOf(x, ofChanges(x.length - 1))
  return exponent(changes.length / 2, length => meanRange(changes, length))
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
