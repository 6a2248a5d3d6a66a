import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { BookIntegrity } from '../books/integrity.ts'
import { type Delta, type Effect, type Snapshot, VerifiedBook } from '../books/verified_book.ts'
import type { FeedEvent } from '../event.ts'

/** Where and when a message about a book was received. */
export type Received = Pick<FeedEvent, 'received' | 'stamp' | 'line'>

/**
 * Turns what a feed says of its book into events: `book`, where it is wanted, and `quote` made of the top of the book,
 * where the feed has no quotes of its own. Without a valid book that quote has no numbers. A message of which nothing
 * comes is a sign of life.
 *
 * Changes of a book cannot be put in another order, so the events never run backwards in time, even where the clock of
 * the recorder did.
 */
export class BookEvents {
  private readonly verified: VerifiedBook
  private latest = Number.NEGATIVE_INFINITY
  private top: readonly number[] = nowhere

  constructor(
    counts: BookIntegrity,
    private readonly wanted: { readonly book: boolean; readonly quote: boolean },
  ) {
    this.verified = new VerifiedBook(counts)
  }

  delta(delta: Delta, at: Received): readonly FeedEvent[] {
    const when = this.inOrder(at)
    return this.events(this.verified.delta(delta, when.received), delta.changes, when)
  }

  snapshot(snapshot: Snapshot, at: Received): readonly FeedEvent[] {
    const when = this.inOrder(at)
    return this.events(this.verified.snapshot(snapshot, when.received), [], when)
  }

  private inOrder({ received, stamp, line }: Received): Received {
    this.latest = Math.max(this.latest, received)
    return { received: this.latest, stamp, line }
  }

  private events(effect: Effect, changes: readonly number[], when: Received): readonly FeedEvent[] {
    const events: FeedEvent[] = []
    const { book } = this.verified
    if (this.wanted.book && effect !== 'none') {
      if (effect === 'changed') events.push(event(when, 'book', changes))
      else events.push(event(when, 'book', effect === 'replaced' ? book.list() : [bookKinds.invalid]))
    }
    if (this.wanted.quote && effect !== 'none') {
      const top = effect === 'invalid' ? nowhere : book.top()
      if (top.some((value, i) => !Object.is(value, this.top[i]))) events.push(event(when, 'quote', top))
      this.top = top
    }
    return events.length ? events : [event(when, undefined, nothing)]
  }
}

const event = ({ received, stamp, line }: Received, stream: FeedEvent['stream'], fields: readonly number[]) => ({
  received,
  stamp,
  stream,
  fields,
  line,
})
const nothing: readonly number[] = []
const nowhere: readonly number[] = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
