/**
 * Inputs: [book, x]: a source of `book` with the field `valid`, and an argument. One instrument per instance: that of the
 * source. Reads one side of its order book as it is after the event of the step; absent while the book, the argument or the
 * answer is. Ticks and wakes as pointwise functions do. Levels are counted from the best on, from 1; prices in quote per
 * base, sizes in base.
 * - `price`, `size`: those of level x. Absent where there is no such level, or x is no whole number.
 * - `top`: the sum of the sizes of the best x levels, or of all if there are fewer.
 * - `near`: the sum of the sizes of the levels whose price is no further from the best one of this side than x of it.
 * - `cost`: what a quantity of x in base is worth, level by level: Σ price · size. Absent if the side has less.
 * - `quantity`: how much base an amount of x in quote goes for. Absent if the side is worth less.
 *
 * Sums begin with the best level. A side keeps the best levels only, as many as its venue's `levels`; once some were left
 * out, an answer that would need to know them is absent. From then to the next snapshot only what is better than the best
 * of those left out is known.
 */
export interface BookOp {
  readonly op: 'book'
  readonly read: BookRead
  readonly side: BookSide
  readonly instruments: readonly number[]
}

export const bookReads = ['price', 'size', 'top', 'near', 'cost', 'quantity'] as const
export type BookRead = (typeof bookReads)[number]

/** Who would buy: `bid`; who would sell: `ask`. */
export type BookSide = 'bid' | 'ask'

/** Levels kept of each side of a book where its venue does not say. */
export const usualLevels = 10_000
/** The most that a venue may ask for. */
export const mostLevels = 100_000
