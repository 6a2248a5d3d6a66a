/**
 * What a feed can carry, and in which order its numbers stand in an event.
 * Prices are quote per base; sizes and quantities are in base (adapters convert contracts); side is +1 for an
 * aggressive buy, -1 for an aggressive sell. `origin`, the exchange's time in µs, travels beside the fields.
 *
 * `ticker` is what a venue says of its best bid and ask, as it says it: each message is a tick, also one that repeats.
 *
 * `pool` is a pool of two tokens: the liquidity L that is in range after a swap, mint or burn, in tokens, not in their
 * smallest parts. L² is an amount of base times one of quote.
 *
 * `book` has no named fields yet: no source reads it. Its events carry a flat list of numbers,
 * `[kind, side, price, size, side, price, size, …]`, side +1 for a bid, -1 for an ask. Kinds:
 * - 0, a batch of changes: `size` now stands at `price`, 0 takes the level out; one batch of the exchange is one event;
 * - 1, a snapshot: the book is these levels and no others, bids before asks, each side from its best price on;
 * - 2, invalid: there is no book from now until the next snapshot; no levels follow.
 * Before its first snapshot a book is invalid. A reader gives only books that it could verify, so no event is ever to be
 * doubted by the one who gets it.
 */
export const streams = {
  quote: ['bid', 'bid_size', 'ask', 'ask_size'],
  ticker: ['bid', 'ask'],
  trades: ['price', 'qty', 'side'],
  pool: ['liquidity'],
  book: [],
} as const

/** The first number of a `book` event. */
export const bookKinds = { changes: 0, snapshot: 1, invalid: 2 } as const

export type StreamName = keyof typeof streams
/** `origin` is readable like a field: it is what `fresh` measures age from. */
export type FieldName = (typeof streams)[StreamName][number] | 'origin'

/** Streams whose equal repetitions are no tick (a quote ticks only when a price or size changes). */
export const ticksOnChangeOnly: ReadonlySet<StreamName> = new Set(['quote'])
