import { quantilePolynomials, surfaces } from './mackinnon_surfaces.ts'
import { normalBelow } from './normal.ts'

/** How likely a statistic of Dickey and Fuller this low is where so many series wander: 0 to 1. */
export function probability(statistic: number, trend: number, series: number): number {
  const { least, star, most, left, right } = surfaces[String(trend) as keyof typeof surfaces][series - 1]!
  if (statistic > most) return 1
  if (statistic < least) return 0
  return normalBelow(polynomial(statistic <= star ? left : right, statistic))
}

/** What the statistic of so many rows is below by chance in one case of 10, 20 and 100; undefined where nobody knows. */
export function chanceQuantiles(rows: number, trend: number, series: number): readonly number[] | undefined {
  const known: Quantiles = quantilePolynomials[String(trend) as keyof typeof quantilePolynomials]
  return known[series - 1]?.map(coefficients => polynomial(coefficients, 1 / rows))
}

type Quantiles = readonly (readonly (readonly number[])[])[]

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
