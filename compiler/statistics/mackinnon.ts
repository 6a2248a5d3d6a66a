import { normalBelow } from './normal.ts'

/**
 * Where the statistic has its left tail, between the least and the greatest value that the surface is for, and the
 * polynomials of both parts, constants first: James G. MacKinnon, Approximate Asymptotic Distribution Functions for
 * Unit-Root and Cointegration Tests (1994), regressions with a constant, tables 3 and 4.
 */
const surfaces = {
  1: { least: -18.83, star: -1.61, most: 2.74, left: [2.1659, 1.4412, 0.038269], right: [1.7339, 0.93202, -0.12745, -0.010368] },
  2: { least: -18.86, star: -2.62, most: 0.92, left: [2.92, 1.5012, 0.039796], right: [2.1945, 0.64695, -0.29198, -0.042377] },
} as const // biome-ignore format: a table

/** How likely a statistic of Dickey and Fuller this low is where so many series wander: 0 to 1. */
export function probability(statistic: number, series: 1 | 2): number {
  const { least, star, most, left, right } = surfaces[series]
  if (statistic > most) return 1
  if (statistic < least) return 0
  const polynomial: readonly number[] = statistic <= star ? left : right
  return normalBelow(polynomial.reduceRight((sum, coefficient) => sum * statistic + coefficient, 0))
}
