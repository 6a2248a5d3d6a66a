import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { BookIntegrity } from '../books/integrity.ts'
import { StreamedBook } from '../books/streamed_book.ts'
import { none } from '../books/verified_book.ts'
import type { FeedEvent } from '../event.ts'
import { BookEvents, type Received } from './book_events.ts'
import type { ToBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import type { DecodeLine } from './decode_lines.ts'

/** A row of a book: one level. */
export interface LevelRow {
  /** The same for all rows of one message. */
  readonly key: unknown
  /** It belongs to a snapshot. */
  readonly whole: boolean
  readonly side: 1 | -1 | undefined
  readonly price: string
  readonly size: string
}

/**
 * Makes events of files that have a row for each level of a book. What stands in a row with the one above it is one message,
 * and comes when the message ends, with the time and the line of its last row. A row that cannot be read is a gap.
 */
export class LevelRows {
  private readonly book: StreamedBook
  private readonly events: BookEvents
  private message: { readonly key: unknown; readonly fields: number[]; at: Received } | undefined
  private readonly ready: FeedEvent[] = []
  private spoiled = false

  constructor(
    counts: BookIntegrity,
    private readonly base: ToBase,
    book: boolean,
  ) {
    this.book = new StreamedBook(counts)
    this.events = new BookEvents(this.book.book, { book, quote: true })
  }

  /** The rows of a file: `decode` makes levels of them. */
  decoder(decode: DecodeLine<FeedEvent>): DecodeLine<FeedEvent> {
    return (text, line) => {
      const decoded = decode(text, line)
      if (typeof decoded === 'string' && decoded !== 'other_symbol') this.spoiled = true
      return decoded
    }
  }

  /** The events of the message before, if this is the first row of another one. */
  add({ key, whole, side, price, size }: LevelRow, at: Received): readonly FeedEvent[] | 'bad_book' {
    if (this.message?.key !== key) this.finish()
    const [p, q] = [decimal(price), decimal(size)]
    if (!side || !(p > 0 && q >= 0)) return 'bad_book'
    this.message ??= { key, fields: [whole ? bookKinds.snapshot : bookKinds.changes], at }
    this.message.at = at
    this.message.fields.push(side, p, this.base(q, p))
    return this.ready.splice(0)
  }

  /** There are no more rows. */
  end(): readonly FeedEvent[] {
    this.finish()
    return this.ready.splice(0)
  }

  private finish(): void {
    if (!this.message) return
    const { fields, at } = this.message
    this.message = undefined
    const events = this.events.of(at, now => {
      if (this.spoiled) return none(this.book.lost(now))
      if (fields[0] === bookKinds.snapshot) return none(this.book.snapshot(fields, now))
      return { effect: this.book.delta(fields, now), changes: fields }
    })
    this.spoiled = false
    this.ready.push(...events)
  }
}
