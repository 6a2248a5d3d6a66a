import type { Op } from '../ir/graph.ts'
import type { WindowOp } from '../ir/windows.ts'
import { partialSlots } from './partials.ts'
import { stretchesOf } from './stretches.ts'

/** Slots of the private state of a window instance. */
export function windowSlots(op: WindowOp): number {
  switch (op.op) {
    case 'window':
      return stretchesOf(op.aggregate, op.n)?.slots ?? WINDOW.prefix + (1 + op.n) * partialSlots(op.aggregate)
    case 'time_window': {
      const { elements, entry } = timePlaces(op)
      return elements + 2 * (op.capacity + 1) * entry
    }
    case 'pane_window':
      return PANES.prefix + (1 + op.span / op.pane) * (1 + partialSlots(op.aggregate))
    case 'since_window':
      return SINCE.partial + partialSlots(op.aggregate)
    case 'quantile':
      return QUANTILE.ring + 2 * op.n
    case 'time_quantile':
      return TIME_QUANTILE.ring + 3 * op.capacity
  }
}

/** Slot of the private state that counts the ticks for which a window had no room; undefined where there always is room. */
export function lostTicks({ op }: Op): number | undefined {
  if (op === 'time_window') return TIME.lost
  return op === 'time_quantile' ? TIME_QUANTILE.lost : undefined
}

/**
 * Slots of `window`: 1 once there were n ticks, the next tick's place in its block, the prefix of the current block, then
 * n partial aggregates. With p the place of the last tick, partials 0 … p are the single elements of the current block and p+1 … n-1 still are the
 * suffixes of the block before: a finished block is turned into its suffixes in place. Counts follow from the places. Long ones of
 * moments keep ticks in place of partials: stretches.ts.
 */
export const WINDOW = { full: 0, place: 1, prefix: 2 } as const

/**
 * Slots of `time_window`: the end of the current block; the elements of the current and of the previous block; which of
 * the two halves is the current one's; ticks lost and the time of the last loss; the prefix of the current block; where
 * values are held, those of the last tick before both blocks: until when it is in force, its partial. Then two halves of
 * capacity + 1 entries (time, partial, and where values are held: until when). The current half holds single elements,
 * the previous one suffixes; the last entry of a full half is the latest of the lost ticks.
 */
export const TIME = { end: 0, current: 1, previous: 2, half: 3, lost: 4, lostAt: 5, prefix: 6 } as const

/** The places within `time_window` that depend on its aggregate; `until` is within an entry. */
export function timePlaces({ aggregate, held }: WindowOp & { readonly op: 'time_window' }) {
  const width = partialSlots(aggregate)
  const before = TIME.prefix + width
  return { before, elements: before + (held ? 1 + width : 0), entry: 1 + width + (held ? 1 : 0), until: 1 + width }
}

/**
 * Slots of `pane_window`: the end of the current pane; the end of the last pane that has something in it, 0 where there is
 * none and while a value is in force; the value in force and until when; then counted partials (count, partial): the prefix of the finished panes
 * of the current block, and by place in the block the panes of the current and the suffixes of the previous one.
 */
export const PANES = { end: 0, last: 1, force: 2, until: 3, prefix: 4 } as const

/** Slots of `since_window`: 1 once e ticked, the count, the partial. */
export const SINCE = { open: 0, count: 1, partial: 2 } as const

/** Slots of `quantile`: how often x ticked, the ring of the last n ticks, the same in ascending order. */
export const QUANTILE = { ticks: 0, ring: 1 } as const

/**
 * Slots of `time_quantile`: index of the oldest tick in the ring and their number; ticks lost and the time of the last
 * loss; the ring's times, its values, the values in ascending order.
 */
export const TIME_QUANTILE = { first: 0, count: 1, lost: 2, lostAt: 3, ring: 4 } as const
