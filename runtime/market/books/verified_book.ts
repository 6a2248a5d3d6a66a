import type { BookIntegrity } from './integrity.ts'
import { OrderBook } from './order_book.ts'

/** A batch of changes. It takes a book from update `previous` to update `last`. */
export interface Delta {
  /** The update id that the batch before it ended with. */
  readonly previous: number
  readonly last: number
  /** As `OrderBook.apply` takes them: the fields of a `book` event. */
  readonly changes: readonly number[]
}

export interface Snapshot {
  /** The update id up to which it holds. */
  readonly last: number
  /** As `OrderBook.replace` takes them. */
  readonly levels: readonly number[]
}

/**
 * What a message did: `changed` by this delta alone, `replaced` as a whole, made `invalid`, or nothing. Before the first
 * `replaced`, and from `invalid` to the next `replaced`, there is no book.
 */
export type Effect = 'changed' | 'replaced' | 'invalid' | 'none'

/** The same with the fields of the change, where it was `changed`. */
export interface Update {
  readonly effect: Effect
  readonly changes: readonly number[]
}
export const none = (effect: Effect): Update => ({ effect, changes: [] })

/** Deltas that wait for a snapshot; far more than come while one is fetched. */
const mostWaiting = 10_000

/**
 * An order book that is either known to be right or not there. Deltas must follow each other without a gap; the first
 * after a snapshot must begin at or before it and end after it. A gap, or a crossed book, makes the book invalid first;
 * what comes then waits for the next snapshot.
 */
export class VerifiedBook {
  readonly book = new OrderBook()
  private last: number | undefined
  /** No delta has been applied since the snapshot. */
  private joining = false
  private waiting: Delta[] = []
  private seen: number | undefined

  constructor(private readonly counts: BookIntegrity) {}

  /** The update id that the book stands at; undefined while there is no valid one. */
  get update(): number | undefined {
    return this.last
  }

  /** `received` in µs, never running backwards. */
  delta(delta: Delta, received: number): Effect {
    this.elapse(received)
    this.counts.deltas++
    if (this.last === undefined) {
      this.wait(delta)
      return 'none'
    }
    if (delta.last <= this.last) {
      this.counts.repeated++
      return 'none'
    }
    if (this.advance(delta)) return 'changed'
    this.wait(delta)
    return 'invalid'
  }

  /** A snapshot is only needed, and only used, while there is no valid book. */
  snapshot({ last, levels }: Snapshot, received: number): Effect {
    this.elapse(received)
    this.counts.snapshots++
    if (this.last !== undefined) return 'none'
    this.book.replace(levels)
    if (this.book.crossed) {
      this.counts.crossed++
      return 'none'
    }
    this.last = last
    this.joining = true
    const waiting = this.waiting
    this.waiting = []
    for (const [i, delta] of waiting.entries()) {
      if (delta.last <= this.last!) this.counts.dropped++
      else if (!this.advance(delta)) {
        this.waiting = waiting.slice(i)
        return 'none'
      }
    }
    return 'replaced'
  }

  /** The channel says itself that something was missed. */
  lost(received: number): Effect {
    this.elapse(received)
    if (this.last === undefined) return 'none'
    this.last = undefined
    return 'invalid'
  }

  /** Applies a delta that is not old; false where it shows that the book is not right, which then is invalid. */
  private advance(delta: Delta): boolean {
    const follows = this.joining ? delta.previous <= this.last! : delta.previous === this.last
    if (!follows) this.counts.gaps++
    else {
      this.book.apply(delta.changes)
      if (!this.book.crossed) {
        this.counts.applied++
        this.last = delta.last
        this.joining = false
        return true
      }
      this.counts.crossed++
    }
    this.last = undefined
    return false
  }

  private wait(delta: Delta): void {
    this.waiting.push(delta)
    // The oldest are of no use to a snapshot that is still to come.
    if (this.waiting.length > mostWaiting) this.waiting = this.waiting.slice(mostWaiting / 2)
  }

  private elapse(received: number): void {
    if (this.last === undefined && this.seen !== undefined) this.counts.invalid += received - this.seen
    this.seen = received
  }
}
