import type { WindowOp } from '../../ir/windows.ts'
import { TIME_QUANTILE } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite } from '../place/presence.ts'
import { now } from '../values/frame.ts'
import type { F64, I32, Local } from '../wasm/encode/code.ts'
import { call, choose, give, loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { type MovingFunctions, never } from './moving.ts'
import type { Sorted } from './sorted.ts'
import { get, put, slot } from './state.ts'

type QuantileOp = WindowOp & { readonly op: 'time_quantile' }

/** A quantile of the ticks in (now - span, now], step by step as in the interpreter. */
export function timeQuantile(e: Emission, op: QuantileOp, sorted: Sorted): MovingFunctions {
  const roll = roller(e, op, sorted)
  return {
    roll,
    take: taker(e, op, sorted),
    gone: undefined,
    read: reader(e, op, sorted, roll),
    empties: emptier(e, op),
  }
}

const { ring } = TIME_QUANTILE
const one = f64.const(1)
const count = (at: I32): I32 => i32.fromF64(get(at, TIME_QUANTILE.count))
const order = (at: I32, { capacity }: QuantileOp): I32 => i32.add(at, i32.const(slot(ring + 2 * capacity)))

/** A place in the ring as an offset from that of the node: so many ticks after the oldest, at most `capacity`. */
function placed(at: I32, k: I32, { capacity }: QuantileOp, place: Local<'i32'>) {
  const all = i32.const(capacity)
  return [
    place.set(i32.add(i32.fromF64(get(at, TIME_QUANTILE.first)), k)),
    place.set(i32.add(at, i32.shl(select(i32.ge(place, all), i32.sub(place, all), place), i32.const(3)))),
  ]
}

const timeAt = (place: I32): F64 => get(place, ring)
const valueAt = (place: I32, { capacity }: QuantileOp): F64 => get(place, ring + capacity)

function roller({ module }: Emission, op: QuantileOp, sorted: Sorted): Func<undefined> {
  const func = module.func(['i32'], undefined)
  const [at, place, from] = [func.parameter(0, 'i32'), func.local('i32'), func.local('f64')]
  const next = f64.add(get(at, TIME_QUANTILE.first), one)
  const oldest = placed(at, i32.const(0), op, place)
  func.does(
    from.set(f64.sub(now, f64.const(op.span))),
    ...oldest,
    loop(i32.and(i32.gt(count(at), i32.const(0)), f64.le(timeAt(place), from)), [
      run(sorted.remove, order(at, op), valueAt(place, op), count(at)),
      put(at, TIME_QUANTILE.first, select(f64.eq(next, f64.const(op.capacity)), f64.const(0), next)),
      put(at, TIME_QUANTILE.count, f64.sub(get(at, TIME_QUANTILE.count), one)),
      ...oldest,
    ]),
  )
  return func
}

function taker({ module }: Emission, op: QuantileOp, sorted: Sorted): Func<undefined> {
  const func = module.func(['i32', 'f64'], undefined)
  const [at, x] = [func.parameter(0, 'i32'), func.parameter(1, 'f64')]
  const [size, place] = [func.local('i32'), func.local('i32')]
  func.does(
    size.set(count(at)),
    when(i32.eq(size, i32.const(op.capacity)), [
      put(at, TIME_QUANTILE.lost, f64.add(get(at, TIME_QUANTILE.lost), one)),
      put(at, TIME_QUANTILE.lostAt, now),
      give(),
    ]),
    ...placed(at, size, op, place),
    x.set(f64.add(x, f64.const(0))),
    put(place, ring, now),
    put(place, ring + op.capacity, x),
    run(sorted.insert, order(at, op), x, size),
    put(at, TIME_QUANTILE.count, f64.fromI32(i32.add(size, i32.const(1)))),
  )
  return func
}

function reader({ module }: Emission, op: QuantileOp, sorted: Sorted, roll: Func<undefined>): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, result] = [func.parameter(0, 'i32'), func.local('f64')]
  const [lost, lostAt] = [get(at, TIME_QUANTILE.lost), get(at, TIME_QUANTILE.lostAt)]
  const isLossy = i32.and(f64.gt(lost, f64.const(0)), f64.gt(lostAt, f64.sub(now, f64.const(op.span))))
  func.does(
    run(roll, at),
    when(i32.or(isLossy, i32.eqz(count(at))), [give(absent)]),
    result.set(call(sorted.quantile, order(at, op), f64.const(op.q), count(at))),
    give(finite(result)),
  )
  return func
}

function emptier({ module }: Emission, op: QuantileOp): Func<'f64'> {
  const func = module.func(['i32'], 'f64')
  const [at, place, last] = [func.parameter(0, 'i32'), func.local('i32'), func.local('f64')]
  const newest = choose(i32.gt(count(at), i32.const(0)), timeAt(place), f64.const(0))
  func.does(
    ...placed(at, i32.sub(count(at), i32.const(1)), op, place),
    last.set(f64.max(newest, get(at, TIME_QUANTILE.lostAt))),
    when(f64.eq(last, f64.const(0)), [give(never)]),
    give(f64.add(last, f64.const(op.span))),
  )
  return func
}
