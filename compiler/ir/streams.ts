/**
 * What a feed can carry, and in which order its numbers stand in an event.
 * Prices are quote per base; sizes and quantities are in base (adapters convert contracts); side is +1 for an
 * aggressive buy, -1 for an aggressive sell. `origin`, the exchange's time in µs, travels beside the fields.
 *
 * `ticker` is what a venue says of its best bid and ask, as it says it: each message is a tick, also one that repeats.
 *
 * `bar` is a bar that the venue, or whoever recorded it, made itself: it comes when it is over, with the last moment of it as
 * origin. `volume`, `buy_volume` and `trades` are absent where they are not told.
 *
 * `pool` is a pool of two tokens: the liquidity L that is in range after a swap, mint or burn, in tokens, not in their
 * smallest parts. L² is an amount of base times one of quote.
 *
 * What else a venue says of an instrument, each message a tick:
 * - `funding`: what a long pays a short per `interval` seconds, as a part of the notional: `rate` for the present interval,
 *   `predicted` by the venue for what it will be at `next_at` (µs since the epoch), `paid` at the last payment;
 * - `mark`: the price that margin is counted by, and the index of spot prices behind it;
 * - `open_interest`: in base;
 * - `borrow`: what borrowing the base costs, a part of it per second, and how much of it can be had;
 * - `liquidations`: forced orders, like trades; `coverage` is the part of all of them that the venue tells, 1 or less;
 * - `listing`: the steps of prices (`tick`) and quantities (`lot`), the least notional of an order, the units of the
 *   underlying in one contract.
 *
 * `session` is a venue's own, so its instrument has no symbol: a message when a session opens, with the times at which it opens
 * and closes. `message` is that of a declared source: its fields are the columns of the source.
 *
 * `book` has one field, `valid`: 1 while there is a book, else absent; its levels are read by `BookOp`. Its events carry a
 * flat list of numbers, `[kind, side, price, size, side, price, size, …]`, side +1 for a bid, -1 for an ask. Kinds:
 * - 0, a batch of changes: `size` now stands at `price`, 0 takes the level out; one batch of the exchange is one event;
 * - 1, a snapshot: the book is these levels and no others, bids before asks, each side from its best price on;
 * - 2, invalid: there is no book from now until the next snapshot; no levels follow.
 * Before its first snapshot a book is invalid, and changes are none. A reader gives only books that it could verify, so no event is ever to be
 * doubted by the one who gets it.
 */
export const streams = {
  quote: ['bid', 'bid_size', 'ask', 'ask_size'],
  ticker: ['bid', 'ask'],
  trades: ['price', 'qty', 'side'],
  bar: ['open', 'high', 'low', 'close', 'volume', 'buy_volume', 'trades'],
  pool: ['liquidity'],
  book: ['valid'],
  funding: ['rate', 'predicted', 'interval', 'next_at', 'paid'],
  mark: ['price', 'index'],
  open_interest: ['amount'],
  borrow: ['rate', 'available'],
  liquidations: ['price', 'qty', 'side', 'coverage'],
  session: ['open', 'close'],
  message: [],
  listing: ['tick', 'lot', 'min_notional', 'multiplier'],
} as const

/** The first number of a `book` event. */
export const bookKinds = { changes: 0, snapshot: 1, invalid: 2 } as const

export type StreamName = keyof typeof streams
/** Of a source's messages the name of a column. `origin` is readable like a field: it is what `fresh` measures age from. */
export type FieldName = string

/** Streams of events, meant at their ticks only; all others are levels. */
export const eventStreams: ReadonlySet<StreamName> = new Set(['trades', 'liquidations', 'bar'])

/** Streams whose equal repetitions are no tick (a quote ticks only when a price or size changes). */
export const ticksOnChangeOnly: ReadonlySet<StreamName> = new Set(['quote'])
