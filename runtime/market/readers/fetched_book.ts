import type { BookIntegrity } from '../books/integrity.ts'
import { type Delta, none, type Snapshot, VerifiedBook } from '../books/verified_book.ts'
import type { FeedEvent } from '../event.ts'
import { BookEvents, type Received } from './book_events.ts'

/** The events of a book whose snapshots are fetched beside the stream of its changes. */
export class FetchedBook {
  private readonly verified: VerifiedBook
  private readonly events: BookEvents

  constructor(counts: BookIntegrity, wanted: { readonly book: boolean; readonly quote: boolean }) {
    this.verified = new VerifiedBook(counts)
    this.events = new BookEvents(this.verified.book, wanted)
  }

  delta(delta: Delta, at: Received): readonly FeedEvent[] {
    return this.events.of(at, now => ({ effect: this.verified.delta(delta, now), changes: delta.changes }))
  }

  snapshot(snapshot: Snapshot, at: Received): readonly FeedEvent[] {
    return this.events.of(at, now => none(this.verified.snapshot(snapshot, now)))
  }

  lost(at: Received): readonly FeedEvent[] {
    return this.events.of(at, now => none(this.verified.lost(now)))
  }
}
