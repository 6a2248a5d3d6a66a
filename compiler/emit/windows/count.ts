import type { Aggregate } from '../../ir/windows.ts'
import { TICK, WAKE } from '../../layout/layout.ts'
import { PREV } from '../../layout/state.ts'
import { partialSlots, WINDOW } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite, isPresent } from '../place/presence.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { give, loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, i64, store } from '../wasm/encode/numbers.ts'
import { fold, load, save, saveSingle, set } from './folds.ts'
import { get, put, slot, taking } from './state.ts'

/**
 * Functions (place, ticks) that take in a tick and store the value, absent before there were enough ticks, at the node's
 * place; → what happened.
 */
export function prev({ module }: Emission, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x, ticks] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('f64')]
  const next = f64.add(ticks, f64.const(1))
  const place = (tick: F64) => i32.add(at, i32.shl(modulo(tick, n + 1), i32.const(3)))
  func.does(
    ticks.set(get(at, PREV.ticks)),
    put(place(ticks), PREV.ring, x),
    put(at, PREV.ticks, next),
    when(f64.lt(ticks, f64.const(n)), warming(at)),
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    x.set(get(place(next), PREV.ring)),
    ...became(at, x),
  )
  return func
}

/** Aligned blocks, in the order of combination of the interpreter's `blocks`. */
export function window({ module }: Emission, aggregate: Aggregate, n: number): Func<'i32'> {
  const { func, at, tick } = taking(module, aggregate, 'i32')
  const [ticks, place, other] = [func.local('f64'), func.local('i32'), func.local('i32')]
  const width = partialSlots(aggregate)
  const [prefix, ring] = [slot(WINDOW.prefix), slot(WINDOW.prefix + width)]
  const partial = (p: I32) => i32.add(at, i32.mul(p, i32.const(8 * width)))
  const one = f64.const(1)
  const { older, newer, single, merge, value } = fold(aggregate, func)
  const places = f64.fromI32(place)
  func.does(
    ticks.set(get(at, WINDOW.ticks)),
    place.set(modulo(ticks, n)),
    ...set(newer, single(tick)),
    when(i32.ne(place, i32.const(0)), [...load(older, at, prefix), ...merge(older, newer, places, one)]),
    put(at, WINDOW.ticks, f64.add(ticks, one)),
    ...save(newer, at, prefix),
    ...saveSingle(single(tick), partial(place), ring),
    when(i32.lt(place, i32.const(n - 1)), [
      when(f64.lt(ticks, f64.const(n)), warming(at)),
      ...load(older, partial(i32.add(place, i32.const(1))), ring),
      ...merge(older, newer, f64.sub(f64.const(n - 1), places), f64.add(places, one)),
      ticks.set(value(newer, f64.const(n))),
      ...became(at, ticks),
    ]),
    // The block is full: its elements become its suffixes, from the right.
    ticks.set(value(newer, f64.const(n))),
    ...set(newer, single(tick)),
    other.set(i32.const(n - 2)),
    loop(i32.ge(other, i32.const(0)), [
      ...load(older, partial(other), ring),
      ...merge(older, newer, one, f64.fromI32(i32.sub(i32.const(n - 1), other))),
      ...save(newer, partial(other), ring),
      other.set(i32.sub(other, i32.const(1))),
    ]),
    ...became(at, ticks),
  )
  return func
}

export function warming(at: I32): readonly Action[] {
  return [store.f64(at, 0, absent), give(i32.const(WAKE))]
}

export function became(at: I32, value: Local<'f64'>): readonly Action[] {
  return [
    value.set(finite(value)),
    store.f64(at, 0, value),
    give(select(isPresent(value), i32.const(WAKE | TICK), i32.const(WAKE))),
  ]
}

/** Of a count of ticks, exact in a float. */
export function modulo(ticks: F64, n: number): I32 {
  return i32.wrap(i64.remUnsigned(i64.fromF64(ticks), i64.const(BigInt(n))))
}
