import type { Graph } from '../ir/graph.ts'
import { bookKinds } from '../ir/streams.ts'
import { levelsOf, sideAt } from '../layout/book.ts'
import type { Layout } from '../layout/layout.ts'
import type { Schedule } from '../layout/schedule.ts'
import { Side } from './side.ts'

/** The order books of a running graph, in its memory: how events change them, for all evaluators. */
export class Books {
  /** By feed; undefined where it is none of a book. */
  private readonly books: readonly (Book | undefined)[]

  constructor(graph: Graph, plan: Schedule, layout: Layout, cells: Float64Array) {
    this.books = plan.feeds.map(({ stream, instrument }, f) =>
      stream === 'book' ? new Book(cells, layout.inboxes[f]! / 8, levelsOf(graph, instrument)) : undefined,
    )
  }

  /**
   * Puts an event of a feed into its book. Returns the fields of the stream: whether the book is now valid. Of any other
   * stream these are the fields of the event.
   */
  receive(feed: number, fields: readonly number[]): readonly number[] {
    const book = this.books[feed]
    return book ? (book.receive(fields) ? isValid : isInvalid) : fields
  }

  isBook(feed: number): boolean {
    return this.books[feed] !== undefined
  }
}

const isValid: readonly number[] = [1]
const isInvalid: readonly number[] = [Number.NaN]

/** Both sides of one book, and whether it is valid: its field in the inbox, which whoever receives the event writes. */
class Book {
  private readonly bids: Side
  private readonly asks: Side

  constructor(
    private readonly cells: Float64Array,
    private readonly inbox: number,
    levels: number,
  ) {
    this.bids = new Side(cells, inbox + sideAt('bid', levels), levels, 'bid')
    this.asks = new Side(cells, inbox + sideAt('ask', levels), levels, 'ask')
  }

  receive(fields: readonly number[]): boolean {
    const [kind] = fields
    if (kind === bookKinds.changes) {
      if (this.cells[this.inbox + 1] !== 1) return false
      for (let i = 1; i + 2 < fields.length; i += 3) this.set(fields, i)
      return true
    }
    this.bids.clear()
    this.asks.clear()
    if (kind !== bookKinds.snapshot) return false
    // The best levels come first: from the other end none has to make room.
    for (let i = fields.length - 3; i > 0; i -= 3) this.set(fields, i)
    return true
  }

  /** What is no level is left out: a price is above 0, a size not below. */
  private set(fields: readonly number[], i: number): void {
    const [price, size] = [fields[i + 1]!, fields[i + 2]!]
    if (!(price > 0 && price < Number.POSITIVE_INFINITY && size >= 0 && size < Number.POSITIVE_INFINITY)) return
    const side = fields[i] === 1 ? this.bids : this.asks
    side.set(price, size)
  }
}
