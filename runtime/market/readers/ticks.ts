import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import type { ToBase } from './contracts.ts'
import { decimal } from './decimal.ts'

/** A trade as a message has it. */
export interface Trade extends Received {
  readonly price: unknown
  readonly size: unknown
  /** That of the one who came. */
  readonly side: 1 | -1 | undefined
}

/** The events of a message's trades, or why it cannot be used: one bad trade makes the message a bad one. */
export function tradeEvents(trades: readonly Trade[], base: ToBase): FeedEvent[] | 'no_price' | 'bad_stamp' {
  const events: FeedEvent[] = []
  for (const trade of trades) {
    const price = decimal(trade.price)
    const qty = decimal(trade.size)
    const { received, stamp, line, side } = trade
    if (!(price > 0 && qty > 0) || !side) return 'no_price'
    if (stamp === undefined) return 'bad_stamp'
    events.push({ received, stamp, stream: 'trades', fields: [price, base(qty, price), side], line })
  }
  return events
}

/** What a venue says of its best prices; a side that it does not have is absent. */
export function tickerEvent({ received, stamp, line }: Received, bid: unknown, ask: unknown): FeedEvent | 'no_price' {
  const fields = [bid, ask].map(price => (decimal(price) > 0 ? decimal(price) : Number.NaN))
  return fields.every(Number.isNaN) ? 'no_price' : { received, stamp, stream: 'ticker', fields, line }
}

/** Tells of each message whether it is the one before it once more, which its ids and times rule out for two trades. */
export function repeats(): (text: string) => boolean {
  let latest = ''
  return text => {
    const again = text === latest
    latest = text
    return again
  }
}
