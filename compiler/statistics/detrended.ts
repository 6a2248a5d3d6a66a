import { centred, changesOf } from './least_squares.ts'
import { exponent } from './scaling.ts'
import { scratch } from './scratch.ts'

const ofProfile = scratch()

/**
 * Hurst's exponent of a series of levels by detrended fluctuations (Peng 1994, of first order): the summed deviations of the
 * changes from their mean are cut into blocks of equal length from the oldest on, up to a quarter of them; the root mean
 * square of what lines through the blocks leave grows with the length.
 */
export function detrendedFluctuation(x: Float64Array): number | undefined {
  const profile = changesOf(x, ofProfile(x.length - 1))
  centred(profile, profile)
  for (let t = 1; t < profile.length; t++) profile[t]! += profile[t - 1]!
  return exponent(profile.length / 4, length => fluctuation(profile, length))
}

function fluctuation(profile: Float64Array, length: number): number | undefined {
  const middle = (length - 1) / 2
  const squares = (length * (length * length - 1)) / 12
  let [left, count] = [0, 0]
  for (let from = 0; from + length <= profile.length; from += length, count++) {
    const anchor = profile[from]!
    let [moved, along] = [0, 0]
    for (let k = 0; k < length; k++) {
      moved += profile[from + k]! - anchor
      along += (k - middle) * (profile[from + k]! - anchor)
    }
    const [mean, slope] = [anchor + moved / length, along / squares]
    for (let k = 0; k < length; k++) {
      const rest = profile[from + k]! - mean - slope * (k - middle)
      left += rest * rest
    }
  }
  return left > 0 ? Math.sqrt(left / (count * length)) : undefined
}
