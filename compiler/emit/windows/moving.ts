import { now } from '../values/frame.ts'
import type { Action, F64 } from '../wasm/encode/code.ts'
import { give, when } from '../wasm/encode/control.ts'
import type { Func } from '../wasm/encode/func.ts'
import { f64, i32 } from '../wasm/encode/numbers.ts'

/** Functions of a window that moves with time, as `Moving` of the interpreter; the first parameter is the node's place. */
export interface MovingFunctions {
  /** Moves on to the present time, before anything else at that time. */
  readonly roll: Func<undefined>
  /** (place, ticks) */
  readonly take: Func<undefined>
  /** x woke without a value. Only where values are held. */
  readonly gone: Func<undefined> | undefined
  /** Rolls; the value at the present time. */
  readonly read: Func<'f64'>
  /** When nothing more will be in it: +∞ if never, in the past if it is empty. */
  readonly empties: Func<'f64'>
}

/** Returns if the block or pane that ends at a time still is the present one. */
export function unlessEnded(end: F64, period: number): Action {
  return when(i32.and(f64.le(now, end), f64.gt(now, f64.sub(end, f64.const(period)))), [give()])
}

export const infinity = f64.const(Number.POSITIVE_INFINITY)
export const never = f64.const(Number.NEGATIVE_INFINITY)
