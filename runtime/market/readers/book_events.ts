import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { OrderBook } from '../books/order_book.ts'
import type { Update } from '../books/verified_book.ts'
import type { FeedEvent } from '../event.ts'
import { alive } from './tally.ts'

/** Where and when a message about a book was received. */
export type Received = Pick<FeedEvent, 'received' | 'stamp' | 'line'>

/**
 * Turns what a feed says of its book into events: `book`, where it is wanted, and `quote` made of the top of the book,
 * where the feed has no quotes of its own. Without a valid book that quote has no numbers. A message of which nothing
 * comes is a sign of life.
 *
 * Changes of a book cannot be put in another order, so the events never run backwards in time, even where the clock of
 * the recorder did. Then a sign of life stands at the recorder's own time, for whoever looks after the order of the file.
 */
export class BookEvents {
  private latest = Number.NEGATIVE_INFINITY
  private top: readonly number[] = nowhere

  constructor(
    private readonly book: OrderBook,
    private readonly wanted: { readonly book: boolean; readonly quote: boolean },
  ) {}

  /** `update` is told the time of receipt, which never runs backwards, and changes the book. */
  of({ received, stamp, line }: Received, update: (received: number) => Update): readonly FeedEvent[] {
    this.latest = Math.max(this.latest, received)
    const events = this.events(update(this.latest), { received: this.latest, stamp, line })
    if (received < this.latest || events.length === 0) events.push(alive(received, line, stamp))
    return events
  }

  private events({ effect, changes }: Update, when: Received): FeedEvent[] {
    if (effect === 'none') return []
    const events: FeedEvent[] = []
    if (this.wanted.book) {
      if (effect === 'changed') events.push({ ...when, stream: 'book', fields: changes })
      else {
        const fields = effect === 'replaced' ? this.book.list() : [bookKinds.invalid]
        events.push({ ...when, stream: 'book', fields })
      }
    }
    if (this.wanted.quote) {
      const top = effect === 'invalid' ? nowhere : this.book.top()
      if (top.some((value, i) => !Object.is(value, this.top[i]))) events.push({ ...when, stream: 'quote', fields: top })
      this.top = top
    }
    return events
  }
}

const nowhere: readonly number[] = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
