import type { Aggregate } from '../../ir/windows.ts'
import { now } from '../values/frame.ts'
import type { F64, I32 } from '../wasm/encode/code.ts'
import type { Func } from '../wasm/encode/func.ts'
import type { Module } from '../wasm/encode/module.ts'
import { f64, store } from '../wasm/encode/numbers.ts'
import { isPair, type Tick } from './folds.ts'

/** Offset of a slot of the private state from the place of a node: the state stands right behind the value. */
export const slot = (k: number): number => 8 + 8 * k

export const get = (at: I32, k: number): F64 => f64.load(at, slot(k))
export const put = (at: I32, k: number, value: F64) => store.f64(at, slot(k), value)

/** A function (place, y) or (place, y, x) that takes in a tick of this time. */
export function taking<R extends 'i32' | undefined>(module: Module, aggregate: Aggregate, result: R) {
  const func: Func<R> = isPair(aggregate)
    ? module.func(['i32', 'f64', 'f64'], result)
    : module.func(['i32', 'f64'], result)
  const y = func.parameter(1, 'f64')
  const tick: Tick = { y, x: isPair(aggregate) ? func.parameter(2, 'f64') : y, time: now }
  return { func, at: func.parameter(0, 'i32'), tick }
}
