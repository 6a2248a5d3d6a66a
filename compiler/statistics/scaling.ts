import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { centred, product } from './least_squares.ts'

const exp = evaluator(kernel.exp)
const log = evaluator(kernel.log)

/** The shortest block, and how many lengths are tried. */
const [SHORTEST, LENGTHS] = [8, 12]

/**
 * The exponent by which a measure of blocks grows with their length, from 8 to `most`: the slope of the log of the measure on
 * the log of the length. Lengths are spaced evenly in their logs. Undefined where fewer than two of them have a measure.
 */
export function exponent(most: number, measure: (length: number) => number | undefined): number | undefined {
  const points: [length: number, measure: number][] = []
  for (const [length, logarithm] of lengths(most)) {
    const found = measure(length)
    if (found !== undefined) points.push([logarithm, log(found)])
  }
  const [lengthsLog, measuresLog] = [0, 1].map(k => centred(Float64Array.from(points, point => point[k]!)))
  return points.length < 2 ? undefined : product(lengthsLog!, measuresLog!) / product(lengthsLog!, lengthsLog!)
}

type Lengths = ReadonlyMap<number, number>
const known = new Map<number, Lengths>()

/** Of blocks up to the longest, with their logarithms. */
function lengths(most: number): Lengths {
  const found = known.get(most) ?? new Map(spaced(most).map(length => [length, log(length)]))
  known.set(most, found)
  return found
}

function spaced(most: number): readonly number[] {
  const [from, to] = [log(SHORTEST), log(most)]
  const at = (k: number) => (k === LENGTHS - 1 ? to : from + (k * (to - from)) / (LENGTHS - 1))
  // A little more, so that a length that is whole but for rounding stays it.
  return Array.from({ length: LENGTHS }, (_, k) => Math.floor(exp(at(k)) + 1e-9))
}
