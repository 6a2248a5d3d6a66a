/**
 * Inputs: [close, alive, price, qty, side, origin, open, high, low, close, volume, buy_volume, trades, origin]: a clock
 * (`every` period, at `lateness` after its multiples), whether the venue is alive, the fields of its trades, and those of bars
 * that come as such. A feed has the one or the other.
 *
 * Bar k holds the trades whose origin is in [k period, (k + 1) period) and closes at the tick (k + 1) period + lateness of
 * the clock. A trade that comes when its bar is closed is dropped and counted; one from further ahead than the bar after
 * the one that closes next is put into that. Trades without price or quantity are none. A bar that comes as such is put
 * where its origin is, like all trades of it at once; one of 0 trades is none. At its close a bar without trades
 * has the previous bar's close as open, high, low and close; before the first trade there is none.
 *
 * Ticks and wakes at the close of a bar. No bar, and absent until the next: while the venue is not alive, and at the first
 * close of all, with a lateness at the first two (those bars may have been under way when the run began).
 *
 * Numbers of its state, as `part` reads them: open, high, low, close, volume, buy_volume (side +1), trades, late (trades
 * dropped so far). Sums are in the order of arrival. Value: the open.
 */
export interface BarsOp {
  readonly op: 'bars'
  /** µs; `lateness` is shorter. */
  readonly period: number
  readonly lateness: number
}

export const barFields = ['open', 'high', 'low', 'close', 'volume', 'buy_volume', 'trades', 'late'] as const
