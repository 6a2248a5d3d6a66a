import { error, type Value } from '../program/value.ts'
import { arity, type Builtin, type Use } from './builtin.ts'
import { scalar } from './context.ts'
import { drifts } from './drifts.ts'
import { johansenTest } from './johansen.ts'
import { regressions } from './regression.ts'
import { numbersOf, withTicks } from './statistic_arguments.ts'
import { unitRoots } from './unit_roots.ts'

/** Statistics of counted windows that need all of their ticks at once: what `std.stats` is made with. */
export const statistics: readonly (readonly [string, Builtin])[] = [
  ['rescaled_range', { usage: 'rescaled_range(x, n)', make: use => exponent(use, 'hurst') }],
  ['detrended_fluctuation', { usage: 'detrended_fluctuation(x, n)', make: use => exponent(use, 'dfa') }],
  ...unitRoots,
  johansenTest,
  regressions,
  ...drifts,
]

function exponent(use: Use, fn: 'hurst' | 'dfa'): Value {
  if (!arity(use, 2, `${use.name}(x, n)`)) return error
  const op = withTicks(use, { op: 'statistic', fn }, use.args[1]!)
  const x = op && numbersOf(use, use.args[0]!)
  return op && x ? scalar(op, [x], 'number', use.span, use.scope) : error
}
