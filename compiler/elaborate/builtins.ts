import type { Pointwise } from '../ir/pointwise.ts'
import type { ScalarType } from '../program/term.ts'
import { error, type Value } from '../program/value.ts'
import { averages } from './averages.ts'
import { bookReadings } from './book_readings.ts'
import { type Argument, arity, type Builtin, scalars, type Use, wrong } from './builtin.ts'
import { conditions } from './conditions.ts'
import { scalar, term } from './context.ts'
import { clockOf } from './events.ts'
import { venueHealth } from './health.ts'
import { powers } from './powers.ts'
import { previous } from './previous.ts'
import { rankings } from './ranks.ts'
import { rounding } from './rounding.ts'
import { scans } from './scan.ts'
import { statistics } from './statistics.ts'
import { texts } from './text.ts'
import { moments } from './times.ts'
import { windowCalls } from './window_calls.ts'

/** The operators of the kernel that are written as calls. All else is std. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...pointwise('abs', 'abs(x)', ['number'], 'number'),
  ...pointwise('sign', 'sign(x)', ['number'], 'number'),
  ...pointwise('sqrt', 'sqrt(x)', ['number'], 'number'),
  ...pointwise('floor', 'floor(x)', ['number'], 'number'),
  ...pointwise('ceil', 'ceil(x)', ['number'], 'number'),
  ...pointwise('exp', 'exp(x)', ['number'], 'number'),
  ...pointwise('log', 'log(x)', ['number'], 'number'),
  ...powers,
  ...pointwise('hour', 'hour(time)', ['time'], 'number'),
  ...pointwise('minute', 'minute(time)', ['time'], 'number'),
  ...pointwise('weekday', 'weekday(time)', ['time'], 'number'),
  ...pointwise('day', 'day(time)', ['time'], 'number'),
  ...windowCalls,
  ...previous,
  ['present', { usage: 'present(x)', make: present }],
  ['covered', { usage: 'covered(x, d)', make: covered }],
  ...conditions,
  ...averages,
  ...rounding,
  ...venueHealth,
  ...scans,
  ...statistics,
  ...bookReadings,
  ...moments,
  ...texts,
  ...rankings,
])

export const builtinNames: ReadonlySet<string> = new Set(builtins.keys())

function pointwise(fn: Pointwise, usage: string, types: readonly ScalarType[], type: ScalarType): [string, Builtin][] {
  const make = (use: Use) => {
    const terms = scalars(use, usage, types)
    return terms ? scalar({ op: 'pointwise', fn }, terms, type, use.span, use.scope) : error
  }
  return [[fn, { usage, make }]]
}

function present(use: Use): Value {
  if (!arity(use, 1, 'present(x)')) return error
  const [x] = use.args as [Argument]
  if (x.value.kind !== 'scalar') return wrong(use, x, 'a value')
  return scalar({ op: 'present' }, [x.value.term], 'bool', use.span, use.scope)
}

/** Whether x has been present all through the last d: a window over a gap in x has less in it than it says. */
function covered(use: Use): Value {
  const { scope, span } = use
  if (!arity(use, 2, 'covered(x, d)')) return error
  const [x, d] = use.args as [Argument, Argument]
  const of = clockOf(x.value)
  if (!of) return wrong(use, x, 'a stream')
  if (d.value.kind !== 'scalar' || d.value.term.type !== 'number') return wrong(use, d, 'a duration (`5s`)')
  const there = term({ op: 'present' }, [of], 'bool', span, scope)
  return scalar({ op: 'held' }, [there, d.value.term], 'bool', span, scope)
}
