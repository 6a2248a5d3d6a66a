import { TICK, WAKE } from '../../layout/layout.ts'
import { absent } from '../place/emission.ts'
import { finite, isPresent } from '../place/presence.ts'
import type { Action, I32, Local } from '../wasm/encode/code.ts'
import { give, select } from '../wasm/encode/control.ts'
import { i32, store } from '../wasm/encode/numbers.ts'

/** Ends a function that took in a tick, with no value yet. */
export function warming(at: I32): readonly Action[] {
  return [store.f64(at, 0, absent), give(i32.const(WAKE))]
}

/** Ends it with a value, at the place of the node. */
export function became(at: I32, value: Local<'f64'>): readonly Action[] {
  return [
    value.set(finite(value)),
    store.f64(at, 0, value),
    give(select(isPresent(value), i32.const(WAKE | TICK), i32.const(WAKE))),
  ]
}
