import { QUANTILE } from '../../layout/windows.ts'
import type { Emission } from '../place/emission.ts'
import type { I32, Local } from '../wasm/encode/code.ts'
import { call, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { became, warming } from './became.ts'
import type { Sorted } from './sorted.ts'
import { get, put, slot } from './state.ts'

/** (place, x): takes in a tick and stores the value; → what happened, as `window`. */
export function quantile({ module }: Emission, q: number, n: number, sorted: Sorted): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x] = [func.parameter(0, 'i32'), func.parameter(1, 'f64')]
  const [ticks, place] = [func.local('f64'), func.local('i32')]
  const [all, order] = [f64.const(n), i32.add(at, i32.const(slot(QUANTILE.ring + n)))]
  const others = select(f64.lt(ticks, all), i32.fromF64(ticks), i32.const(n - 1))
  func.does(
    ticks.set(get(at, QUANTILE.ticks)),
    place.set(i32.add(at, i32.shl(modulo(ticks, n), i32.const(3)))),
    when(f64.ge(ticks, all), [run(sorted.remove, order, get(place, QUANTILE.ring), i32.const(n))]),
    // -0 becomes 0: the two are equal, and must not be told apart by where they stand.
    x.set(f64.add(x, f64.const(0))),
    run(sorted.insert, order, x, others),
    put(place, QUANTILE.ring, x),
    ticks.set(f64.add(ticks, f64.const(1))),
    put(at, QUANTILE.ticks, ticks),
    when(f64.lt(ticks, all), warming(at)),
    x.set(call(sorted.quantile, order, f64.const(q), i32.const(n))),
    ...became(at, x),
  )
  return func
}

/** A count of ticks modulo n, exact below 2^52. */
export function modulo(ticks: Local<'f64'>, n: number): I32 {
  const blocks = f64.floor(f64.div(ticks, f64.const(n)))
  return i32.fromF64(f64.sub(ticks, f64.mul(blocks, f64.const(n))))
}
