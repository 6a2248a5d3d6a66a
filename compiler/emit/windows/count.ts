import type { Aggregate } from '../../ir/windows.ts'
import { TICK, WAKE } from '../../layout/layout.ts'
import { PREV } from '../../layout/state.ts'
import { partialSlots, WINDOW } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite, isPresent } from '../place/presence.ts'
import type { Action, I32, Local } from '../wasm/encode/code.ts'
import { give, loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, store } from '../wasm/encode/numbers.ts'
import { fold, load, save, saveSingle, set } from './folds.ts'
import { get, put, slot, taking } from './state.ts'

/**
 * Functions (place, ticks) that take in a tick and store the value, absent before there were enough ticks, at the node's
 * place; → what happened.
 */
export function prev({ module }: Emission, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x, ticks] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('f64')]
  const place = i32.add(at, i32.shl(modulo(ticks, n + 1), i32.const(3)))
  const last = f64.const(n)
  func.does(
    ticks.set(get(at, PREV.ticks)),
    put(place, PREV.ring, x),
    when(f64.lt(ticks, last), [put(at, PREV.ticks, f64.add(ticks, f64.const(1))), ...warming(at)]),
    ticks.set(f64.add(ticks, f64.const(1))),
    put(at, PREV.ticks, ticks),
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    x.set(get(place, PREV.ring)),
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

/** A count of ticks modulo n: exact below 2^52, and far cheaper than a division of whole numbers. */
export function modulo(ticks: Local<'f64'>, n: number): I32 {
  const blocks = f64.floor(f64.div(ticks, f64.const(n)))
  return i32.fromF64(f64.sub(ticks, f64.mul(blocks, f64.const(n))))
}
