import type { Aggregate } from '../../ir/windows.ts'
import type { Stretches } from '../../layout/stretches.ts'
import { WINDOW } from '../../layout/windows.ts'
import type { Emission } from '../place/emission.ts'
import type { I32 } from '../wasm/encode/code.ts'
import { loop, run, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { became, warming } from './became.ts'
import { fold, load, one, save, set, type Tick } from './folds.ts'
import { get, put, slot, taking } from './state.ts'

/** As `window`, of a long one: suffixes are made stretch by stretch, in the order of the interpreter's `inStretches`. */
export function longWindow(e: Emission, aggregate: Aggregate, n: number, stretches: Stretches): Func<'i32'> {
  const { func, at, tick } = taking(e.module, aggregate, 'i32')
  const places = placesOf(at, stretches)
  const unfold = unfolding(e, aggregate, n, stretches)
  const [place, index, all] = [func.local('f64'), func.local('i32'), func.local('f64')]
  const prefix = slot(WINDOW.prefix)
  const { older, newer, single, merge, value } = fold(aggregate, func)
  const [next, last] = [f64.add(place, one), i32.const(n - 1)]
  const numbers = [tick.y, tick.x].slice(0, stretches.numbers)
  func.does(
    place.set(get(at, WINDOW.place)),
    index.set(i32.fromF64(place)),
    ...set(newer, single(tick)),
    when(index, [...load(older, at, prefix), ...merge(older, newer, place, one, next)]),
    ...save(newer, at, prefix),
    ...numbers.map((number, k) => store.f64(places.tick(index), 8 * k, number)),
    when(i32.lt(index, last), [
      put(at, WINDOW.place, next),
      when(f64.eq(get(at, WINDOW.full), f64.const(0)), warming(at)),
      index.set(i32.add(index, i32.const(1))),
      when(i32.eqz(places.inStretch(index)), [run(unfold, at, places.end(index, last), index)]),
      ...load(older, places.current(index), 0),
      ...merge(older, newer, f64.sub(f64.const(n - 1), place), next, f64.const(n)),
      all.set(value(newer, f64.const(n))),
      ...became(at, all),
    ]),
    put(at, WINDOW.place, f64.const(0)),
    put(at, WINDOW.full, one),
    all.set(value(newer, f64.const(n))),
    run(unfold, at, last, i32.const(0)),
    ...became(at, all),
  )
  return func
}

/** (place, last, beginning): makes the suffixes from a place in the block down to the beginning of a stretch. */
function unfolding({ module }: Emission, aggregate: Aggregate, n: number, stretches: Stretches): Func<undefined> {
  const func = module.func(['i32', 'i32', 'i32'], undefined)
  const [at, index, beginning] = [func.parameter(0, 'i32'), func.parameter(1, 'i32'), func.parameter(2, 'i32')]
  const places = placesOf(at, stretches)
  const { older, newer, single, merge } = fold(aggregate, func)
  const number = (k: number) => f64.load(places.tick(index), 8 * k)
  const tick: Tick = { y: number(0), x: number(1), time: f64.const(Number.NaN) }
  const behind = f64.fromI32(i32.sub(i32.const(n - 1), index))
  const isLast = i32.eq(index, i32.const(n - 1))
  func.does(
    when(i32.eqz(isLast), load(newer, places.first(i32.add(index, i32.const(1))), 0)),
    loop(i32.ge(index, beginning), [
      ...set(older, single(tick)),
      when(isLast, set(newer, older), merge(older, newer, one, behind, f64.add(one, behind))),
      ...save(newer, places.current(index), 0),
      when(i32.eqz(places.inStretch(index)), save(newer, places.first(index), 0)),
      index.set(i32.sub(index, i32.const(1))),
    ]),
  )
  return func
}

/** Addresses, by place in the block, of the state of a node at an address. */
function placesOf(at: I32, { size, shift, numbers, width, ticks, firsts, current }: Stretches) {
  const from = (first: number, k: I32, slots: number) =>
    i32.add(i32.add(at, i32.const(slot(first))), i32.mul(k, i32.const(8 * slots)))
  const inStretch = (place: I32) => i32.and(place, i32.const(size - 1))
  const end = (place: I32) => i32.add(place, i32.const(size - 1))
  return {
    inStretch,
    tick: (place: I32) => from(ticks, place, numbers),
    first: (place: I32) => from(firsts, i32.shr(place, i32.const(shift)), width),
    current: (place: I32) => from(current, inStretch(place), width),
    /** The last place of a stretch that begins there, or of the block. */
    end: (place: I32, last: I32) => select(i32.lt(end(place), last), end(place), last),
  }
}
