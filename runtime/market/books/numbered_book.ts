import type { BookIntegrity } from './integrity.ts'
import { StreamedBook } from './streamed_book.ts'
import { type Delta, none, type Snapshot, type Update } from './verified_book.ts'

/**
 * An order book whose snapshots come within the stream of its changes, and whose messages say which one they follow. A batch
 * that does not follow the message before it makes the book invalid until the next snapshot.
 */
export class NumberedBook {
  private readonly verified: StreamedBook
  private last: number | undefined

  constructor(counts: BookIntegrity) {
    this.verified = new StreamedBook(counts)
  }

  get book() {
    return this.verified.book
  }

  snapshot({ last, levels }: Snapshot, received: number): Update {
    this.last = last
    return none(this.verified.snapshot(levels, received))
  }

  delta({ previous, last, changes }: Delta, received: number): Update {
    const follows = previous === this.last
    if (!follows && last === this.last) return none(this.verified.repeated(received))
    this.last = last
    return follows
      ? { effect: this.verified.delta(changes, received), changes }
      : none(this.verified.wrong('gaps', received))
  }

  /** Whether a message that is about something else follows. */
  passes(previous: number, last: number): boolean {
    const follows = previous === this.last
    this.last = last
    return follows
  }

  lost(received: number): Update {
    return none(this.verified.lost(received))
  }
}
