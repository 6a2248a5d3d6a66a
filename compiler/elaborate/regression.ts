import { COEFFICIENT, MOST_SERIES } from '../ir/statistics.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, isNone, type Use } from './builtin.ts'
import { namedSeries, numbersOf, partsOf, record, withTicks } from './statistic_arguments.ts'

const usage = 'least_squares(y, x, n, weight)'

export const regressions: readonly [string, Builtin] = ['least_squares', { usage, make: leastSquares }]

/** A record of the constant, and by the names of x of slopes, their errors and ratios. */
function leastSquares(use: Use): Value {
  if (!arity(use, 4, usage)) return error
  const [of, by, ticks, weighing] = use.args as [Argument, Argument, Argument, Argument]
  const y = numbersOf(use, of)
  const named = namedSeries(use, by, [1, MOST_SERIES])
  const weighted = !isNone(weighing)
  const weight = weighted ? numbersOf(use, weighing) : undefined
  if (!y || !named || (weighted && !weight)) return error
  const op = withTicks(use, { op: 'statistic', fn: 'regression', regressors: named.length, weighted }, ticks)
  if (!op) return error
  const part = partsOf(use, op, [y, ...named.map(([, x]) => x), ...(weight ? [weight] : [])])
  const at = (k: number, what: number) => part(COEFFICIENT.first + k * COEFFICIENT.size + what)
  const each = (what: number) =>
    record(
      'a record',
      named.map(([name], i) => [name, at(i + 1, what)]),
    )
  return record('a regression', [
    ['intercept', at(0, COEFFICIENT.slope)],
    ['intercept_error', at(0, COEFFICIENT.error)],
    ['intercept_t', at(0, COEFFICIENT.t)],
    ['slope', each(COEFFICIENT.slope)],
    ['error', each(COEFFICIENT.error)],
    ['t', each(COEFFICIENT.t)],
    ['r_squared', part(0)],
  ])
}
