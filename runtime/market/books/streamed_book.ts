import type { BookIntegrity } from './integrity.ts'
import { OrderBook } from './order_book.ts'
import type { Effect } from './verified_book.ts'

/**
 * An order book whose snapshots come within the stream of its changes, so that none has to wait for one. Whether a batch of
 * changes follows the one before it is for the owner to say, by the means of its exchange. A book that was lost, or that is
 * crossed, is invalid until the next snapshot. Times are µs of receipt, never running backwards.
 */
export class StreamedBook {
  readonly book = new OrderBook()
  private valid = false
  private seen: number | undefined

  constructor(private readonly counts: BookIntegrity) {}

  get isValid(): boolean {
    return this.valid
  }

  /** `levels` as `OrderBook.replace` takes them. */
  snapshot(levels: readonly number[], received: number): Effect {
    this.elapse(received)
    this.counts.snapshots++
    this.book.replace(levels)
    if (this.book.crossed) return this.end('crossed')
    this.valid = true
    return 'replaced'
  }

  /** `changes` as `OrderBook.apply` takes them, of a batch that is known to follow. */
  delta(changes: readonly number[], received: number): Effect {
    this.elapse(received)
    this.counts.deltas++
    if (!this.valid) {
      this.counts.dropped++
      return 'none'
    }
    this.book.apply(changes)
    if (this.book.crossed) return this.end('crossed')
    this.counts.applied++
    return 'changed'
  }

  /** A batch that came before. */
  repeated(received: number): Effect {
    this.elapse(received)
    this.counts.deltas++
    this.counts.repeated++
    return 'none'
  }

  /** A batch that shows that the book is not right, or that one before it is missing. */
  wrong(fault: 'gaps' | 'checksums', received: number): Effect {
    this.elapse(received)
    this.counts.deltas++
    if (this.valid) return this.end(fault)
    this.counts.dropped++
    return 'none'
  }

  /** A snapshot that is not what the exchange meant. */
  badSnapshot(received: number): Effect {
    this.elapse(received)
    this.counts.snapshots++
    return this.end('checksums')
  }

  /** Something else than a batch shows that one is missing, or that none will come. */
  lost(received: number): Effect {
    this.elapse(received)
    return this.valid ? this.end('gaps') : 'none'
  }

  private end(fault: 'gaps' | 'checksums' | 'crossed'): Effect {
    this.counts[fault]++
    const was = this.valid
    this.valid = false
    return was ? 'invalid' : 'none'
  }

  private elapse(received: number): void {
    if (!this.valid && this.seen !== undefined) this.counts.invalid += received - this.seen
    this.seen = received
  }
}
