import type { Emission } from '../place/emission.ts'
import type { F64, Local } from '../wasm/encode/code.ts'
import { call, give, loop, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, i64 } from '../wasm/encode/numbers.ts'

/** Times of day, and remainders, of which WebAssembly has none for floats. */
export interface Calendar {
  readonly hour: (time: F64) => F64
  readonly minute: (time: F64) => F64
  /** x modulo a positive finite number, with the sign of x: exact for all finite x, as JavaScript's `%`. */
  readonly remainder: (x: F64, divisor: F64) => F64
}

const day = f64.const(86_400_000_000)
const anHour = f64.const(3_600_000_000)
const aMinute = f64.const(60_000_000)

export function calendar(e: Emission): Calendar {
  const func = remainderOf(e)
  const remainder = (x: F64, divisor: F64) => call(func, x, divisor)
  const ofDay = (time: F64) => remainder(f64.add(remainder(time, day), day), day)
  return {
    hour: time => f64.floor(f64.div(ofDay(time), anHour)),
    minute: time => f64.floor(f64.div(remainder(ofDay(time), anHour), aMinute)),
    remainder,
  }
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
