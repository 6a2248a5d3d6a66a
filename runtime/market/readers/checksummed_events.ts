import { type Checksum, ChecksummedBook } from '../books/checksummed_book.ts'
import type { BookIntegrity } from '../books/integrity.ts'
import type { FeedEvent } from '../event.ts'
import { BookEvents, type Received } from './book_events.ts'
import type { ToBase } from './contracts.ts'
import type { Decoded } from './tally.ts'
import { repeats } from './ticks.ts'
import { writtenLevels } from './written.ts'

/** A message about a book, as it came. */
export interface SummedBatch {
  readonly text: string
  /** It is a snapshot. */
  readonly whole: boolean
  readonly bids: unknown
  readonly asks: unknown
  /** As the exchange writes it, signed or not. NaN where it gives none. */
  readonly sum: number
  /** Of a snapshot how many levels of a side the exchange tells, where it lets others go without a word. */
  readonly depth?: number
}

/** The events of a book with checksums. Only of snapshots one may be missing. Stamps of batches do not run backwards. */
export class ChecksummedEvents {
  private readonly book: ChecksummedBook
  private readonly events: BookEvents
  private readonly again = repeats()
  /** When the latest batch happened. */
  private newest = Number.NEGATIVE_INFINITY

  constructor(counts: BookIntegrity, checksum: Checksum, base: ToBase, book: boolean) {
    this.book = new ChecksummedBook(counts, checksum, base)
    this.events = new BookEvents(this.book.book, { book, quote: true })
  }

  batch({ text, whole, sum, depth, ...sides }: SummedBatch, at: Received): Decoded<FeedEvent> {
    const [bids, asks] = [writtenLevels(sides.bids), writtenLevels(sides.asks)]
    if (!bids || !asks || (!whole && Number.isNaN(sum))) return 'bad_book'
    const repeated = this.again(text)
    const { stamp = this.newest } = at
    const late = stamp < this.newest
    this.newest = stamp
    const unsigned = Number.isNaN(sum) ? undefined : sum >>> 0
    return this.events.of(at, now => {
      if (whole) return this.book.snapshot({ bids, asks }, unsigned, now, depth)
      if (repeated) return this.book.repeated(now)
      return late ? this.book.late(now) : this.book.delta({ bids, asks }, unsigned!, now)
    })
  }

  lost(at: Received): readonly FeedEvent[] {
    return this.events.of(at, now => this.book.lost(now))
  }
}
