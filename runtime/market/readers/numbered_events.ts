import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { BookIntegrity } from '../books/integrity.ts'
import { NumberedBook } from '../books/numbered_book.ts'
import type { FeedEvent } from '../event.ts'
import { BookEvents, type Received } from './book_events.ts'
import type { ToBase } from './contracts.ts'
import type { Decoded } from './tally.ts'
import { appendLevels } from './written.ts'

/** A message about a book, as it came. */
export interface NumberedBatch {
  /** It is a snapshot. */
  readonly whole: boolean
  /** The number of the message that it follows; of a snapshot of no interest. */
  readonly previous: unknown
  readonly last: unknown
  readonly bids: unknown
  readonly asks: unknown
}

/** The events of a book whose messages are numbered. */
export class NumberedEvents {
  private readonly book: NumberedBook
  private readonly events: BookEvents

  constructor(
    counts: BookIntegrity,
    private readonly base: ToBase,
    book: boolean,
  ) {
    this.book = new NumberedBook(counts)
    this.events = new BookEvents(this.book.book, { book, quote: true })
  }

  batch({ whole, previous, last, bids, asks }: NumberedBatch, at: Received): Decoded<FeedEvent> {
    const fields: number[] = [whole ? bookKinds.snapshot : bookKinds.changes]
    const sound = appendLevels(bids, 1, this.base, fields) && appendLevels(asks, -1, this.base, fields)
    if (!sound || !isNumber(last)) return 'bad_book'
    if (whole) return this.events.of(at, now => this.book.snapshot({ last, levels: fields }, now))
    if (!isNumber(previous)) return 'bad_book'
    return this.events.of(at, now => this.book.delta({ previous, last, changes: fields }, now))
  }

  /** A message that is numbered with those of the book, and is about something else. */
  passed(previous: number, last: number, at: Received): readonly FeedEvent[] {
    return this.book.passes(previous, last) ? [] : this.lost(at)
  }

  lost(at: Received): readonly FeedEvent[] {
    return this.events.of(at, now => this.book.lost(now))
  }
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value)
