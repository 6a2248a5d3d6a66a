import type { Op } from '../ir/graph.ts'
import { windowSlots } from './windows.ts'

/**
 * The private state of a node instance in slots of 8 bytes (one f64 each), a function of its op alone. All slots are 0 at
 * the start. This is the one table of state sizes, with windows.ts; the offsets within are named there and below.
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
    case 'rising':
      return 1
    // Their memory is the value slot (and for timers, the deadline of their timer slot).
    case 'constant':
    case 'table':
    case 'param':
    case 'now':
    case 'alive':
    case 'source':
    case 'pointwise':
    case 'coalesce':
    case 'present':
    case 'fresh':
    case 'tick_time':
    case 'onset':
    case 'started':
    case 'sample':
    case 'every':
    case 'filter':
      return 0
  }
}

/** Slots of `prev`: how often x ticked, then the last n + 1 ticks; tick k is at `ring + k mod (n + 1)`. */
export const PREV = { ticks: 0, ring: 1 } as const

/** Slots of `rising`: 1 if the last known value of the condition was true, else 0. */
export const RISING = { known: 0 } as const

/** Timers of expiry take effect in the step of an event at their time, nominal ones wait for their own step. */
export function timerOf(op: Op): 'expiry' | 'nominal' | undefined {
  switch (op.op) {
    case 'alive':
    case 'fresh':
    case 'time_window':
    case 'pane_window':
    case 'time_quantile':
      return 'expiry'
    default:
      return op.op === 'every' ? 'nominal' : undefined
  }
}
