import type { Term } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { arity, type Builtin, type Use } from './builtin.ts'
import { scalar } from './context.ts'
import { drifts } from './drifts.ts'
import { johansenTest } from './johansen.ts'
import { regressions } from './regression.ts'
import { lagsOf, numbersOf, partsOf, record, withTicks } from './statistic_arguments.ts'

/** Statistics of counted windows that need all of their ticks at once: what `std.stats` is made with. */
export const statistics: readonly (readonly [string, Builtin])[] = [
  ['dickey_fuller', { usage: tested('x'), make: use => test(use, 'adf') }],
  ['cointegration', { usage: tested('y, x'), make: use => test(use, 'engle_granger') }],
  ['rescaled_range', { usage: 'rescaled_range(x, n)', make: exponent }],
  johansenTest,
  regressions,
  ...drifts,
]

function tested(series: string): string {
  const name = series === 'x' ? 'dickey_fuller' : 'cointegration'
  return `${name}(${series}, n)\` or \`${name}(${series}, n, lags)`
}

/** `{ stat, p, lags }`; -1 lags are as many as a criterion chooses. */
function test(use: Use, fn: 'adf' | 'engle_granger'): Value {
  const series = fn === 'adf' ? 1 : 2
  const given = use.args.length === series + 2 ? series + 2 : series + 1
  if (!arity(use, given, tested(series === 1 ? 'x' : 'y, x'))) return error
  const lags = given === series + 2 ? lagsOf(use, use.args[series + 1]!, -1) : -1
  if (lags === undefined) return error
  const op = withTicks(use, { op: 'statistic', fn, ...(lags >= 0 && { lags }) }, use.args[series]!)
  const inputs = op && use.args.slice(0, series).map(arg => numbersOf(use, arg))
  if (!op || !inputs?.every(input => input)) return error
  const part = partsOf(use, op, inputs as Term[])
  return record(
    'a test',
    ['stat', 'p', 'lags'].map((name, slot) => [name, part(slot)]),
  )
}

function exponent(use: Use): Value {
  if (!arity(use, 2, 'rescaled_range(x, n)')) return error
  const op = withTicks(use, { op: 'statistic', fn: 'hurst' }, use.args[1]!)
  const x = op && numbersOf(use, use.args[0]!)
  return op && x ? scalar(op, [x], 'number', use.span, use.scope) : error
}
