import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'

const log = evaluator(kernel.log)

/** A bin that nothing fell into counts as one tick in ten thousand. */
const LEAST_SHARE = 1e-4

/**
 * The population stability index of recent values against a reference: of bins of equal shares of the reference the sum of
 * (r - s) ln(r / s), r and s the shares of both in a bin. Edges are interpolated quantiles; a value on an edge is below it.
 */
export function stabilityIndex(reference: Float64Array, recent: Float64Array, bins: number): number {
  const sorted = reference.toSorted()
  const edges = Array.from({ length: bins - 1 }, (_, k) => quantile(sorted, ((k + 1) * (sorted.length - 1)) / bins))
  const [before, now] = [shares(reference, edges), shares(recent, edges)]
  return before.reduce((sum, share, bin) => sum + (now[bin]! - share) * log(now[bin]! / share), 0)
}

function quantile(sorted: Float64Array, place: number): number {
  const below = Math.floor(place)
  const value = sorted[below]!
  return value + ((sorted[below + 1] ?? value) - value) * (place - below)
}

function shares(values: Float64Array, edges: readonly number[]): number[] {
  const counts = Array<number>(edges.length + 1).fill(0)
  for (const value of values) counts[edges.filter(edge => edge < value).length]!++
  return counts.map(count => Math.max(count / values.length, LEAST_SHARE))
}

/**
 * The test of Kolmogorov and Smirnov (1933, 1939) of two samples: the greatest distance of their distribution functions, and how
 * likely one as great is where both are of one continuous distribution; third, the area between them (Wasserstein, 1).
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): readonly [stat: number, p: number, area: number] {
  const [first, second] = [a.toSorted(), b.toSorted()]
  // Distances are counted in 1 / (n · m), so that equal ones are equal.
  const [n, m] = [first.length, second.length]
  let [i, j, most, area] = [0, 0, 0, 0]
  while (i < n || j < m) {
    const value = Math.min(first[i] ?? Number.POSITIVE_INFINITY, second[j] ?? Number.POSITIVE_INFINITY)
    while (i < n && first[i] === value) i++
    while (j < m && second[j] === value) j++
    const apart = Math.abs(i * m - j * n)
    most = Math.max(most, apart)
    if (i < n || j < m) {
      const next = Math.min(first[i] ?? Number.POSITIVE_INFINITY, second[j] ?? Number.POSITIVE_INFINITY)
      area += (apart / (n * m)) * (next - value)
    }
  }
  return [most / (n * m), outside(n, m, most), area]
}

/**
 * The share of ways from (0, 0) to (n, m) that are somewhere at least so far from the diagonal. All ways to a place come from the
 * left or from below, by as many of each as it has steps of each (Hodges 1957).
 */
function outside(n: number, m: number, distance: number): number {
  const column = new Float64Array(m + 1)
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++) {
      if (Math.abs(i * m - j * n) >= distance) column[j] = 1
      else if (i > 0 || j > 0) column[j] = ((i > 0 ? i * column[j]! : 0) + (j > 0 ? j * column[j - 1]! : 0)) / (i + j)
    }
  return column[m]!
}
