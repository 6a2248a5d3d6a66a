import type { JohansenOp } from '../ir/statistics.ts'
import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { above, type Columns, centred, changesOf, product, residuals, triangle } from './least_squares.ts'
import { rotated } from './rotations.ts'

const log = evaluator(kernel.log)

/**
 * The test of Johansen (1988, 1991): of the changes of m series and their levels before, both freed of `lags` earlier changes,
 * the canonical correlations. Of each the squared one, -T ln(1 - it), the sum of that with those of the weaker ones, and the
 * weights of the levels, normed to a mean square of 1 and positive for the first series. Undefined where a column is made of
 * others.
 */
export function johansen(series: Columns, { lags, trend }: Pick<JohansenOp, 'lags' | 'trend'>): number[] | undefined {
  const m = series.length
  const levels = series.map(x => freed(x, trend))
  const changes = levels.map(x => changesOf(x))
  const rows = changes[0]!.length - lags
  const earlier = Array.from({ length: lags }, (_, k) =>
    changes.map(d => d.subarray(lags - 1 - k, lags - 1 - k + rows)),
  )
  const columns = [
    ...earlier.flat(),
    ...levels.map(x => x.subarray(lags, lags + rows)),
    ...changes.map(d => d.subarray(lags)),
  ]
  const all = triangle(trend < 0 ? columns : columns.map(column => centred(column)))
  if (!all) return undefined
  const [level, change] = [m * lags, m * lags + m]
  const part = (row: number, column: number) =>
    Array.from({ length: m }, (_, i) => all[row + i]!.subarray(column, column + m))
  const explained = solved(part(change, change), part(change, level))
  const results: number[] = []
  let trace = 0
  for (const { square, direction } of rotated(explained).reverse()) {
    // What is explained over what is left: 1 + it is 1 / (1 - the squared correlation), without loss of digits.
    const eigen = rows * log(1 + square)
    trace += eigen
    const weights = above(part(level, level), direction).map(weight => weight * Math.sqrt(rows))
    const sign = weights[0]! < 0 ? -1 : 1
    results.unshift(square / (1 + square), eigen, trace, ...weights.map(weight => sign * weight))
  }
  return results
}

function freed(x: Float64Array, trend: number): Float64Array {
  if (trend < 0) return x
  const deviations = centred(x)
  if (trend === 0) return deviations
  const time = centred(x.map((_, t) => t))
  const slope = product(time, deviations) / product(time, time)
  return residuals(deviations, time, slope)
}

/** The columns c with `triangle` · c = those of `right`. */
function solved(below: Columns, right: Columns): Float64Array[] {
  const columns = right.map(() => new Float64Array(right.length))
  for (const [k, column] of columns.entries())
    for (const [i, row] of below.entries()) {
      let rest = right[i]![k]!
      for (let j = 0; j < i; j++) rest -= row[j]! * column[j]!
      column[i] = rest / row[i]!
    }
  return columns
}
