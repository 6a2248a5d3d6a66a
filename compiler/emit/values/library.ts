import type { Emission } from '../place/emission.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { call, give, loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, i64 } from '../wasm/encode/numbers.ts'
import { type Externals, externals } from './externals.ts'
import { type Transcendental, transcendentals } from './transcendental.ts'

/** Functions of which WebAssembly has none for floats. */
export interface Library extends Transcendental, Externals {
  readonly hour: (time: F64) => F64
  readonly minute: (time: F64) => F64
  readonly weekday: (time: F64) => F64
  readonly day: (time: F64) => F64
  /** x modulo a positive finite number, with the sign of x: exact for all finite x, as JavaScript's `%`. */
  readonly remainder: (x: F64, divisor: F64) => F64
  /** The first multiple of a period at or after a time. */
  readonly firstDue: (period: F64, time: F64) => F64
}

const day = f64.const(86_400_000_000)
const anHour = f64.const(3_600_000_000)
const aMinute = f64.const(60_000_000)
const week = f64.const(7)

export function library(e: Emission): Library {
  const func = remainderOf(e)
  const remainder = (x: F64, divisor: F64) => call(func, x, divisor)
  const modulo = (x: F64, divisor: F64) => remainder(f64.add(remainder(x, divisor), divisor), divisor)
  const due = firstDueOf(e, modulo)
  const dayFunction = dayOf(e, modulo)
  return {
    ...transcendentals(e),
    ...externals(e),
    hour: time => f64.floor(f64.div(modulo(time, day), anHour)),
    minute: time => f64.floor(f64.div(remainder(modulo(time, day), anHour), aMinute)),
    // 1970-01-01 was a Thursday.
    weekday: time => f64.add(modulo(f64.add(f64.floor(f64.div(time, day)), f64.const(3)), week), f64.const(1)),
    day: time => call(dayFunction, time),
    remainder,
    firstDue: (period, time) => call(due, period, time),
  }
}

function firstDueOf({ module }: Emission, modulo: Library['remainder']): Func<'f64'> {
  const func = module.func(['f64', 'f64'], 'f64')
  const [period, time, over] = [func.parameter(0, 'f64'), func.parameter(1, 'f64'), func.local('f64')]
  func.does(
    over.set(modulo(time, period)),
    give(select(f64.eq(over, f64.const(0)), time, f64.add(f64.sub(time, over), period))),
  )
  return func
}

/** As `day` of compiler/interpret/time.ts, step by step: whole numbers throughout. */
function dayOf({ module }: Emission, modulo: Library['remainder']): Func<'f64'> {
  const func = module.func(['f64'], 'f64')
  const time = func.parameter(0, 'f64')
  const [days, ofEra, ofYear] = [func.local('f64'), func.local('f64'), func.local('f64')]
  const n = f64.const
  const part = (x: F64, size: number) => f64.floor(f64.div(x, n(size)))
  const era = part(days, 146_097)
  const leaps = f64.sub(f64.add(part(ofEra, 1460), part(ofEra, 146_096)), part(ofEra, 36_524))
  const year = part(f64.sub(ofEra, leaps), 365)
  const before = f64.sub(f64.add(f64.mul(year, n(365)), part(year, 4)), part(year, 100))
  const month = part(f64.add(f64.mul(ofYear, n(5)), n(2)), 153)
  func.does(
    days.set(f64.add(f64.div(f64.sub(time, modulo(time, day)), day), n(719_468))),
    ofEra.set(f64.sub(days, f64.mul(era, n(146_097)))),
    ofYear.set(f64.sub(ofEra, before)),
    give(f64.add(f64.sub(ofYear, part(f64.add(f64.mul(month, n(153)), n(2)), 5)), n(1))),
  )
  return func
}

function remainderOf({ module }: Emission): Func<'f64'> {
  const func = module.func(['f64', 'f64'], 'f64')
  const [x, divisor] = [func.parameter(0, 'f64'), func.parameter(1, 'f64')]
  const [rest, part] = [func.local('f64'), func.local('f64')]
  const exact = f64.const(2 ** 53)
  const whole = (y: Local<'f64'>) => i32.and(f64.eq(f64.trunc(y), y), f64.lt(f64.abs(y), exact))
  func.does(
    when(i32.and(whole(x), whole(divisor)), [
      give(f64.copysign(f64.fromI64(i64.rem(i64.fromF64(x), i64.fromF64(divisor))), x)),
    ]),
    when(f64.ne(f64.sub(x, x), f64.const(0)), [give(f64.const(Number.NaN))]),
    // Takes away multiples by powers of two, the largest first: no subtraction ever rounds.
    rest.set(f64.abs(x)),
    part.set(divisor),
    loop(f64.le(part, f64.mul(rest, f64.const(0.5))), [part.set(f64.add(part, part))]),
    loop(f64.ge(part, divisor), [
      when(f64.ge(rest, part), [rest.set(f64.sub(rest, part))]),
      part.set(f64.mul(part, f64.const(0.5))),
    ]),
    give(f64.copysign(rest, x)),
  )
  return func
}
