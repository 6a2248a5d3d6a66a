import { above, type Columns, product, triangle } from './least_squares.ts'

/**
 * Least squares of y on the columns of x and a constant, each row weighed by `weights` where there are any: the explained
 * share, then intercept and each slope, each with its standard error and their ratio, t. Undefined where a column is made of
 * others, and where y is.
 */
export function regression(y: Float64Array, x: Columns, weights?: Float64Array): number[] | undefined {
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : y.length
  const roots = weights?.map(Math.sqrt)
  const means = [...x, y].map(column => mean(column, total, weights))
  const columns = [...x, y].map((column, k) => column.map((value, t) => (value - means[k]!) * (roots?.[t] ?? 1)))
  const rows = triangle(columns)
  if (!rows || !(total > 0)) return undefined
  const k = x.length
  const below = rows.slice(0, k)
  const explained = rows[k]!
  const left = explained[k]!
  const deviation = left / Math.sqrt(y.length - k - 1)
  const slopes = above(below, explained)
  // The inverse of the triangle by rows; the errors of the slopes are the lengths of its columns.
  const inverse = below.map((_, i) =>
    above(
      below,
      Float64Array.from({ length: k }, (_, j) => (j === i ? 1 : 0)),
    ),
  )
  const errors = slopes.map((_, i) => deviation * length(inverse.map(row => row[i]!)))
  const atMeans = inverse.map(row => row.reduce((sum, part, i) => sum + part * means[i]!, 0))
  const intercept = slopes.reduce((rest, slope, i) => rest - slope * means[i]!, means[k]!)
  const error = deviation * length([1 / Math.sqrt(total), ...atMeans])
  const found = [[intercept, error] as const, ...slopes.map((slope, i) => [slope, errors[i]!] as const)]
  const share = 1 - (left * left) / product(columns[k]!, columns[k]!)
  return [share, ...found.flatMap(([value, by]) => [value, by, value / by])]
}

/** From the first value, so that what is rounded is of the size of the differences. */
function mean(column: Float64Array, total: number, weights?: Float64Array): number {
  const anchor = column[0]!
  let sum = 0
  for (let t = 0; t < column.length; t++) sum += (column[t]! - anchor) * (weights?.[t] ?? 1)
  return anchor + sum / total
}

function length(parts: readonly number[]): number {
  return Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0))
}
