import type { Op } from '../ir/graph.ts'
import { aheadSlots, ROWS } from './ahead.ts'
import { statisticSlots } from './statistics.ts'
import { lostTicks, windowSlots } from './windows.ts'

/**
 * The private state of a node instance in slots of 8 bytes (one f64 each), a function of its op alone. All slots are 0 at
 * the start. This is the one table of state sizes, with windows.ts and ahead.ts; the offsets within are named there and below.
 */
export function stateSlots(op: Op): number {
  switch (op.op) {
    case 'prev':
      return PREV.ring + op.n + 1
    case 'window':
    case 'time_window':
    case 'pane_window':
    case 'since_window':
    case 'quantile':
    case 'time_quantile':
      return windowSlots(op)
    case 'statistic':
      return statisticSlots(op)
    case 'bars':
      return BARS.following + ACCUMULATOR.size
    case 'later':
    case 'ahead':
      return aheadSlots(op)
    case 'scan':
      return SCAN.state + op.init.length
    case 'extern':
      return op.memory > 0 ? EXTERN.bytes + Math.ceil(op.memory / 8) : 0
    case 'given':
    case 'rising':
    case 'decay':
      return 1
    case 'changed':
    case 'held':
      return 2
    // Their memory is the value slot (and for timers, the deadline of their timer slot).
    case 'constant':
    case 'table':
    case 'param':
    case 'params':
    case 'now':
    case 'alive':
    case 'source':
    case 'pointwise':
    case 'coalesce':
    case 'present':
    case 'fresh':
    case 'tick_time':
    case 'onset':
    case 'live':
    case 'started':
    case 'sample':
    case 'every':
    case 'filter':
    case 'heard':
    case 'latency':
    case 'part':
    case 'over':
    case 'book':
    case 'ema':
      return 0
  }
}

/** Slot of the private state that counts what there was no room for: ticks of a window, rows; undefined where there always is room. */
export function lostSlot(op: Op): number | undefined {
  return op.op === 'later' || op.op === 'ahead' ? ROWS.lost : lostTicks(op)
}

/** Slots of `prev`: 1 once there were n + 1 ticks, the next tick's place in the ring, then the ring of the last n + 1 ticks. */
export const PREV = { full: 0, place: 1, ring: 2 } as const

/** Slots of `given`: what its channel said last. */
export const GIVEN = { said: 0 } as const

/** Slots of `rising`: 1 if the last known value of the condition was true, else 0. */
export const RISING = { known: 0 } as const

/** Slots of `changed`: 1 once x ticked, and its value then. */
export const CHANGED = { ticked: 0, last: 1 } as const

/** Slots of `scan`: 1 once it ticked, then the state. */
export const SCAN = { started: 0, state: 1 } as const

/** Slots of `extern`, written by snapshots only: 0 without a state, else 1 + the number of its bytes; the bytes. */
export const EXTERN = { saved: 0, bytes: 1 } as const

/** Slots of `bars`: how many closes there were, up to 2; the bar that is shown and how many trades were late; 1 once there is one; two bars. */
export const BARS = { closes: 0, shown: 1, late: 8, known: 9, closing: 10, following: 17 } as const

/** Slots of one bar. */
export const ACCUMULATOR = { open: 0, high: 1, low: 2, close: 3, volume: 4, buys: 5, trades: 6, size: 7 } as const

/** Slots of `decay`: when x last ticked. */
export const DECAY = { last: 0 } as const

/** Slots of `held`: 1 while the condition is true, and since when. */
export const HELD = { running: 0, since: 1 } as const

/** Timers of expiry take effect in the step of an event at their time, nominal ones wait for their own step. */
export function timerOf(op: Op): 'expiry' | 'nominal' | undefined {
  switch (op.op) {
    case 'alive':
    case 'fresh':
    case 'held':
    case 'time_window':
    case 'pane_window':
    case 'time_quantile':
      return 'expiry'
    case 'every':
    case 'later':
    case 'ahead':
      return 'nominal'
    default:
      return undefined
  }
}
