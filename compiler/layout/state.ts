import type { Aggregate, Op } from '../ir/graph.ts'

/**
 * The private state of a node instance in slots of 8 bytes (one f64 each), a function of its op alone. All slots are 0 at
 * the start. This is the one table of state sizes; the offsets within are named below.
 */
export function stateSlots(op: Op): number {
  switch (op.op) {
    case 'prev':
      return PREV.ring + op.n + 1
    case 'window':
      return WINDOW.prefix + (1 + op.n) * partialSlots(op.aggregate)
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
    case 'sample':
    case 'every':
    case 'filter':
      return 0
  }
}

/** Slots of `prev`: how often x ticked, then the last n + 1 ticks; tick k is at `ring + k mod (n + 1)`. */
export const PREV = { ticks: 0, ring: 1 } as const

/**
 * Slots of `window`: how often x ticked, the prefix of the current block, then n partial aggregates. With p the place in
 * the block of the last tick, partials 0 … p are the single elements of the current block and p+1 … n-1 still are the
 * suffixes of the block before: a finished block is turned into its suffixes in place.
 */
export const WINDOW = { ticks: 0, prefix: 1 } as const

/** Slots of `rising`: 1 if the last known value of the condition was true, else 0. */
export const RISING = { known: 0 } as const

/** Slots of one partial aggregate: moments are (mean, M2), their count follows from their place. */
export function partialSlots(aggregate: Aggregate): 1 | 2 {
  return aggregate === 'var' || aggregate === 'std' ? 2 : 1
}

/** Timers of expiry take effect in the step of an event at their time, nominal ones wait for their own step. */
export function timerOf(op: Op): 'expiry' | 'nominal' | undefined {
  if (op.op === 'alive' || op.op === 'fresh') return 'expiry'
  return op.op === 'every' ? 'nominal' : undefined
}
