import type { AheadOp } from '../ir/ahead.ts'

/** Slots of rows that wait: the first one's place in the ring, how many wait, how many were lost for want of room. */
export const ROWS = { first: 0, waiting: 1, lost: 2, end: 3 } as const

/** Slots of a row of `later`: when it is due, x. */
export const LATER = { due: 0, value: 1, row: 2 } as const

/**
 * Slots of `ahead`, before its rows: how many rows, from the oldest on, are merged with those that follow up to the last of
 * them; the part of what came since they were. Of a row: when it is due; x at its time; the part of what came up to the next
 * row, or to the last that it is merged with. A part is a number of ticks, their sum or the first, last or extreme value,
 * and when that was.
 */
export const AHEAD = { merged: 3, since: 4, end: 7, due: 0, held: 1, part: 2, row: 5 } as const

export function aheadSlots(op: AheadOp): number {
  return rowsAt(op) + op.most * rowSlots(op)
}

/** Slot of the first place of the ring. */
export function rowsAt({ op }: AheadOp): number {
  return op === 'later' ? ROWS.end : AHEAD.end
}

/** Slots of one place. */
export function rowSlots({ op }: AheadOp): number {
  return op === 'later' ? LATER.row : AHEAD.row
}
