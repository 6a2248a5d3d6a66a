import { criteria, type Lags, LEAST_TREND, LINE, MOST_LAGS, MOST_REGRESSORS, MOST_TREND } from '../ir/statistics.ts'
import { error, type Value } from '../program/value.ts'
import { chanceQuantiles } from '../statistics/mackinnon.ts'
import { type Argument, arity, type Builtin, type Use } from './builtin.ts'
import { constantOf, namedSeries, numbersOf, partsOf, record, wholeNumber, withTicks } from './statistic_arguments.ts'

const usage = { adf: 'dickey_fuller(x, n, lags, trend)', engle_granger: 'cointegration(y, x, n, lags, trend)' }

export const unitRoots: readonly (readonly [string, Builtin])[] = [
  ['dickey_fuller', { usage: usage.adf, make: dickeyFuller }],
  ['cointegration', { usage: usage.engle_granger, make: cointegration }],
]

const quantiles = ['stat_90', 'stat_95', 'stat_99'] as const

/** `{ stat, p, lags, stat_90, stat_95, stat_99 }`. */
function dickeyFuller(use: Use): Value {
  if (!arity(use, 4, usage.adf)) return error
  const [of, ticks, lagged, along] = use.args as [Argument, Argument, Argument, Argument]
  const choice = choiceOf(use, lagged, along)
  const op = choice && withTicks(use, { op: 'statistic', fn: 'adf', ...choice }, ticks)
  const x = op && numbersOf(use, of)
  if (!op || !x) return error
  const part = partsOf(use, op, [x])
  return record(
    'a test',
    ['stat', 'p', 'lags', ...quantiles].map((name, slot) => [name, part(slot)]),
  )
}

/** The same, with `intercept` and `slope`: a number where x is one, else a record by the names of x. */
function cointegration(use: Use): Value {
  if (!arity(use, 5, usage.engle_granger)) return error
  const [of, by, ticks, lagged, along] = use.args as [Argument, Argument, Argument, Argument, Argument]
  const y = numbersOf(use, of)
  const several = by.value.kind === 'record' ? namedSeries(use, by, [1, MOST_REGRESSORS]) : undefined
  const x = several ? several.map(([, series]) => series) : [numbersOf(use, by)]
  const choice = choiceOf(use, lagged, along)
  if (!y || !x.every(series => series !== undefined) || !choice) return error
  const regressors = x.length
  const op = withTicks(use, { op: 'statistic', fn: 'engle_granger', ...choice, regressors }, ticks)
  if (!op) return error
  const part = partsOf(use, op, [y, ...x])
  const slopes = several?.map(([name], k) => [name, part(LINE.slopes + k)] as const)
  const chance = chanceQuantiles(op.n - 1, choice.trend, regressors + 1)
  return record('a test', [
    ...['stat', 'p', 'lags', 'intercept'].map((name, slot) => [name, part(slot)] as const),
    ['slope', slopes ? record('slopes', slopes) : part(LINE.slopes)],
    ...quantiles.map((name, k) => [name, constantOf(use, chance?.[k] ?? Number.NaN)] as const),
  ])
}

/** Lags below zero name a criterion. */
function choiceOf(use: Use, lagged: Argument, along: Argument): { lags: Lags; trend: number } | undefined {
  const lags = wholeNumber(use, lagged, 'the number of lags', [-criteria.length, MOST_LAGS])
  const trend = wholeNumber(use, along, 'the trend', [LEAST_TREND, MOST_TREND])
  return lags === undefined || trend === undefined ? undefined : { lags: criteria[-lags - 1] ?? lags, trend }
}
