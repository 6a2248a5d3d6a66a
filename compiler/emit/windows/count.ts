import type { Aggregate } from '../../ir/windows.ts'
import { partialSlots } from '../../layout/partials.ts'
import { PREV } from '../../layout/state.ts'
import { WINDOW } from '../../layout/windows.ts'
import type { Emission } from '../place/emission.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import { loop, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'
import { became, warming } from './became.ts'
import { fold, load, one, save, saveSingle, set } from './folds.ts'
import { get, put, slot, taking } from './state.ts'

/**
 * Functions (place, ticks) that take in a tick and store the value, absent before there were enough ticks, at the node's
 * place; → what happened.
 */
export function prev({ module }: Emission, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x, place] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('f64')]
  const ring = i32.add(at, i32.shl(i32.fromF64(place), i32.const(3)))
  func.does(
    place.set(get(at, PREV.place)),
    put(ring, PREV.ring, x),
    place.set(f64.add(place, one)),
    when(f64.gt(place, f64.const(n)), [place.set(f64.const(0)), put(at, PREV.full, one)]),
    put(at, PREV.place, place),
    when(f64.eq(get(at, PREV.full), f64.const(0)), warming(at)),
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    x.set(get(ring, PREV.ring)),
    ...became(at, x),
  )
  return func
}

/** As `prev`, (place, x, lag): the value of lag ticks before, n at most. */
export function lagged({ module }: Emission, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64', 'f64'], 'i32')
  const [at, x, lag] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.parameter(2, 'f64')]
  const [place, wanted] = [func.local('f64'), func.local('f64')]
  const ring = (p: F64) => i32.add(at, i32.shl(i32.fromF64(p), i32.const(3)))
  func.does(
    place.set(get(at, PREV.place)),
    put(ring(place), PREV.ring, x),
    wanted.set(f64.sub(place, lag)),
    when(f64.lt(wanted, f64.const(0)), [
      when(f64.eq(get(at, PREV.full), f64.const(0)), [put(at, PREV.place, f64.add(place, one)), ...warming(at)]),
      wanted.set(f64.add(wanted, f64.const(n + 1))),
    ]),
    place.set(f64.add(place, one)),
    when(f64.gt(place, f64.const(n)), [place.set(f64.const(0)), put(at, PREV.full, one)]),
    put(at, PREV.place, place),
    x.set(get(ring(wanted), PREV.ring)),
    ...became(at, x),
  )
  return func
}

/** Aligned blocks, in the order of combination of the interpreter's `blocks`. */
export function window({ module }: Emission, aggregate: Aggregate, n: number): Func<'i32'> {
  const { func, at, tick } = taking(module, aggregate, 'i32')
  const [place, index, other, all] = [func.local('f64'), func.local('i32'), func.local('i32'), func.local('f64')]
  const width = partialSlots(aggregate)
  const [prefix, ring] = [slot(WINDOW.prefix), slot(WINDOW.prefix + width)]
  const partial = (p: I32) => i32.add(at, i32.mul(p, i32.const(8 * width)))
  const { older, newer, single, merge, value } = fold(aggregate, func)
  const next = f64.add(place, one)
  const behind = f64.fromI32(i32.sub(i32.const(n - 1), other))
  func.does(
    place.set(get(at, WINDOW.place)),
    index.set(i32.fromF64(place)),
    ...set(newer, single(tick)),
    when(index, [...load(older, at, prefix), ...merge(older, newer, place, one, next)]),
    ...save(newer, at, prefix),
    ...saveSingle(single(tick), partial(index), ring),
    when(i32.lt(index, i32.const(n - 1)), [
      put(at, WINDOW.place, next),
      when(f64.eq(get(at, WINDOW.full), f64.const(0)), warming(at)),
      ...load(older, partial(i32.add(index, i32.const(1))), ring),
      ...merge(older, newer, f64.sub(f64.const(n - 1), place), next, f64.const(n)),
      all.set(value(newer, f64.const(n))),
      ...became(at, all),
    ]),
    // The block is full: its elements become its suffixes, from the right.
    put(at, WINDOW.place, f64.const(0)),
    put(at, WINDOW.full, one),
    all.set(value(newer, f64.const(n))),
    ...set(newer, single(tick)),
    other.set(i32.const(n - 2)),
    loop(i32.ge(other, i32.const(0)), [
      ...load(older, partial(other), ring),
      ...merge(older, newer, one, behind, f64.add(one, behind)),
      ...save(newer, partial(other), ring),
      other.set(i32.sub(other, i32.const(1))),
    ]),
    ...became(at, all),
  )
  return func
}
