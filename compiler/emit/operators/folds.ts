import { TICK, WAKE } from '../../layout/layout.ts'
import { PREV } from '../../layout/state.ts'
import { partialSlots, WINDOW } from '../../layout/windows.ts'
import { absent, type Emission } from '../place/emission.ts'
import { finite, isPresent } from '../place/presence.ts'
import type { Action, F64, I32, Local } from '../wasm/encode/code.ts'
import { give, loop, select, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32, i64, store } from '../wasm/encode/numbers.ts'
import type { CompiledAggregate } from './emittable.ts'
import { type Fold, fold } from './merges.ts'

/**
 * Functions (place, x) that take in a tick of x and store the value, absent before there were enough ticks, at the node's
 * place, which its private state follows; → what happened. One per kind and length, to keep the code of nodes short.
 */
export interface WindowFunctions {
  readonly prev: (n: number) => Func<'i32'>
  readonly window: (aggregate: CompiledAggregate, n: number) => Func<'i32'>
}

export function windowFunctions(e: Emission): WindowFunctions {
  const known = new Map<string, Func<'i32'>>()
  const once = (key: string, make: () => Func<'i32'>) => {
    const func = known.get(key) ?? make()
    known.set(key, func)
    return func
  }
  return {
    prev: n => once(`prev ${n}`, () => prev(e, n)),
    window: (aggregate, n) => once(`${aggregate} ${n}`, () => window(e, aggregate, n)),
  }
}

function prev({ module }: Emission, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x, ticks] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('f64')]
  const next = f64.add(ticks, f64.const(1))
  const place = (tick: F64) => i32.add(at, i32.shl(modulo(tick, n + 1), i32.const(3)))
  func.does(
    ticks.set(f64.load(at, STATE + 8 * PREV.ticks)),
    store.f64(place(ticks), STATE + 8 * PREV.ring, x),
    store.f64(at, STATE + 8 * PREV.ticks, next),
    when(f64.lt(ticks, f64.const(n)), warming(at)),
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    x.set(f64.load(place(next), STATE + 8 * PREV.ring)),
    ...became(at, x),
  )
  return func
}

/** Aligned blocks, in the order of combination of the interpreter's `blocks`. */
function window({ module }: Emission, aggregate: CompiledAggregate, n: number): Func<'i32'> {
  const func = module.func(['i32', 'f64'], 'i32')
  const [at, x, ticks] = [func.parameter(0, 'i32'), func.parameter(1, 'f64'), func.local('f64')]
  const [place, other] = [func.local('i32'), func.local('i32')]
  const width = partialSlots(aggregate)
  const ring = STATE + 8 * (WINDOW.prefix + width)
  const partial = (p: I32) => i32.add(at, i32.mul(p, i32.const(8 * width)))
  const one = f64.const(1)
  const { load, single, merge, save, saveSingle, finish }: Fold = fold(aggregate, n, func)
  const places = f64.fromI32(place)
  func.does(
    ticks.set(f64.load(at, STATE + 8 * WINDOW.ticks)),
    place.set(modulo(ticks, n)),
    ...single(x),
    when(i32.ne(place, i32.const(0)), [...load(at, STATE + 8 * WINDOW.prefix), ...merge(places, one)]),
    store.f64(at, STATE + 8 * WINDOW.ticks, f64.add(ticks, one)),
    ...save(at, STATE + 8 * WINDOW.prefix),
    ...saveSingle(partial(place), ring, x),
    when(i32.lt(place, i32.const(n - 1)), [
      when(f64.lt(ticks, f64.const(n)), warming(at)),
      ...load(partial(i32.add(place, i32.const(1))), ring),
      ...merge(f64.sub(f64.const(n - 1), places), f64.add(places, one)),
      ticks.set(finish()),
      ...became(at, ticks),
    ]),
    // The block is full: its elements become its suffixes, from the right.
    ticks.set(finish()),
    ...single(x),
    other.set(i32.const(n - 2)),
    loop(i32.ge(other, i32.const(0)), [
      ...load(partial(other), ring),
      ...merge(one, f64.fromI32(i32.sub(i32.const(n - 1), other))),
      ...save(partial(other), ring),
      other.set(i32.sub(other, i32.const(1))),
    ]),
    ...became(at, ticks),
  )
  return func
}

/** The private state of a node stands right behind its value. */
const STATE = 8

function warming(at: I32): readonly Action[] {
  return [store.f64(at, 0, absent), give(i32.const(WAKE))]
}

function became(at: I32, value: Local<'f64'>): readonly Action[] {
  return [
    value.set(finite(value)),
    store.f64(at, 0, value),
    give(select(isPresent(value), i32.const(WAKE | TICK), i32.const(WAKE))),
  ]
}

/** Of a count of ticks, exact in a float. */
function modulo(ticks: F64, n: number): I32 {
  return i32.wrap(i64.remUnsigned(i64.fromF64(ticks), i64.const(BigInt(n))))
}
