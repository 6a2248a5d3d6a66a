import { type BookSide, usualLevels } from '../ir/book.ts'
import type { Graph } from '../ir/graph.ts'
import { streams } from '../ir/streams.ts'
import type { Feed } from './schedule.ts'

/**
 * Slots of one side of an order book: how many levels it has; the best price of those that were left out for want of room,
 * 0 while none was; then room for prices, the best one last, and for their sizes. Places beyond the number of levels are 0.
 */
export const SIDE = { count: 0, cut: 1, prices: 2 } as const

/** Slots of a side with room for so many levels. */
export const sideSlots = (levels: number) => SIDE.prices + 2 * levels

/** Slots of an inbox. That of a `book` has, after the fields, its bids and its asks. */
export function inboxSlots(graph: Graph, { stream, instrument, fields: names }: Feed): number {
  const fields = 1 + names.length
  return stream === 'book' ? fields + 2 * sideSlots(levelsOf(graph, instrument)) : fields
}

/** Slots from the beginning of the inbox of a `book` to one of its sides. */
export function sideAt(side: BookSide, levels: number): number {
  return 1 + streams.book.length + (side === 'bid' ? 0 : sideSlots(levels))
}

/** How many levels are kept of each side of an instrument's book. */
export function levelsOf({ venues, instruments }: Graph, instrument: number): number {
  return venues[instruments[instrument]!.venue]!.levels ?? usualLevels
}

/** Bytes of the books that a node brings with it: those whose events it shows. */
export function bookBytes(graph: Graph, { op }: Graph['nodes'][number]): number {
  if (op.op !== 'source' || op.stream !== 'book' || op.field !== 'valid') return 0
  return op.instruments.reduce((sum, i) => sum + 8 * 2 * sideSlots(levelsOf(graph, i)), 0)
}
