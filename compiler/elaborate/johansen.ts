import { MOST_LAGS, MOST_SERIES, RELATION, relationSlots } from '../ir/statistics.ts'
import { error, type Value } from '../program/value.ts'
import { eigenQuantiles, traceQuantiles } from '../statistics/johansen_quantiles.ts'
import { type Argument, arity, type Builtin, type Use } from './builtin.ts'
import { constantOf, namedSeries, partsOf, record, wholeNumber, withTicks } from './statistic_arguments.ts'

const usage = 'common_paths(series, n, lags, trend)'

export const johansenTest: readonly [string, Builtin] = ['common_paths', { usage, make: johansen }]

/** Names of relations, the strongest first. */
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const

const levels = [90, 95, 99] as const

/** A record of relations, each with its statistics, their quantiles, and the weight of each series by its name. */
function johansen(use: Use): Value {
  if (!arity(use, 4, usage)) return error
  const [of, ticks, lagged, along] = use.args as [Argument, Argument, Argument, Argument]
  const named = namedSeries(use, of, [2, MOST_SERIES])
  const lags = wholeNumber(use, lagged, 'the number of lags', [1, MOST_LAGS])
  const trend = wholeNumber(use, along, 'the trend', [-1, 1]) as -1 | 0 | 1 | undefined
  if (!named || lags === undefined || trend === undefined) return error
  const series = named.length
  const op = withTicks(use, { op: 'statistic', fn: 'johansen', series, lags, trend }, ticks)
  if (!op) return error
  const part = partsOf(
    use,
    op,
    named.map(([, x]) => x),
  )
  const relations = named.map((_, k): readonly [string, Value] => {
    const at = k * relationSlots(series)
    const quantiles = (name: string, values: readonly number[]) =>
      levels.map((level, i) => [`${name}_${level}`, constantOf(use, values[i]!)] as const)
    const weights = named.map(([name], i) => [name, part(at + RELATION.weights + i)] as const)
    const relation = record('a relation', [
      ['value', part(at + RELATION.value)],
      ['trace', part(at + RELATION.trace)],
      ...quantiles('trace', traceQuantiles[trend][series - k - 1]!),
      ['eigen', part(at + RELATION.eigen)],
      ...quantiles('eigen', eigenQuantiles[trend][series - k - 1]!),
      ['weights', record('weights', weights)],
    ])
    return [ordinals[k]!, relation]
  })
  return record('a test', relations)
}
