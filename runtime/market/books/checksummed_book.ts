import { crc32 } from 'node:zlib'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import type { BookIntegrity } from './integrity.ts'
import { StreamedBook } from './streamed_book.ts'
import { none, type Update } from './verified_book.ts'
import { type Written, WrittenLevels } from './written_levels.ts'

/** How an exchange makes a checksum of its books. */
export interface Checksum {
  /** It is of so many levels of each side. */
  readonly levels: number
  /** The text whose CRC-32 it is; the best levels first, of each side as many as there are. */
  readonly text: (bids: readonly Written[], asks: readonly Written[]) => string
}

/** Both sides of a snapshot or a batch of changes. */
export interface Sides {
  readonly bids: readonly Written[]
  readonly asks: readonly Written[]
}

/**
 * An order book that the exchange sends a checksum of. It is as deep as the checksum goes: what stands further down is kept,
 * as it may come up, but nobody could say whether it is right. A batch after which the checksum is another one makes the
 * book invalid until the next snapshot.
 */
export class ChecksummedBook {
  private readonly bids = new WrittenLevels(1)
  private readonly asks = new WrittenLevels(-1)
  private readonly verified: StreamedBook
  /** What the verified book consists of: sizes by price. */
  private shown: readonly [Sizes, Sizes] = [new Map(), new Map()]

  /** `base` makes base quantities of sizes. */
  constructor(
    counts: BookIntegrity,
    private readonly checksum: Checksum,
    private readonly base: (size: number, price: number) => number,
  ) {
    this.verified = new StreamedBook(counts)
  }

  get book() {
    return this.verified.book
  }

  /**
   * `sum` is undefined where the exchange gives none with its snapshots; `depth` is how many levels of a side it tells, where
   * it lets others go without a word.
   */
  snapshot(sides: Sides, sum: number | undefined, received: number, depth?: number): Update {
    this.bids.replace(sides.bids, depth)
    this.asks.replace(sides.asks, depth)
    if (sum !== undefined && sum !== this.sum()) return none(this.verified.badSnapshot(received))
    this.shown = [new Map(), new Map()]
    return none(this.verified.snapshot([bookKinds.snapshot, ...this.difference()], received))
  }

  delta(sides: Sides, sum: number, received: number): Update {
    if (!this.verified.isValid) return none(this.verified.delta([], received))
    this.bids.apply(sides.bids)
    this.asks.apply(sides.asks)
    if (sum !== this.sum()) return none(this.verified.wrong('checksums', received))
    const changes = [bookKinds.changes, ...this.difference()]
    return { effect: this.verified.delta(changes, received), changes }
  }

  repeated(received: number): Update {
    return none(this.verified.repeated(received))
  }

  /** A batch from before another one that was applied. Its sum may well be right: that of a book that is past. */
  late(received: number): Update {
    return none(this.verified.wrong('gaps', received))
  }

  lost(received: number): Update {
    return none(this.verified.lost(received))
  }

  private sum(): number {
    const { levels, text } = this.checksum
    return crc32(text(this.bids.top(levels), this.asks.top(levels)))
  }

  /** From what is shown to the levels that the checksum is of, which are shown from now on. */
  private difference(): number[] {
    const changes: number[] = []
    const tops = [this.sizes(this.bids), this.sizes(this.asks)] as const
    for (const [i, side] of [1, -1].entries()) {
      const [before, now] = [this.shown[i]!, tops[i]!]
      for (const price of before.keys()) if (!now.has(price)) changes.push(side, price, 0)
      for (const [price, size] of now) if (before.get(price) !== size) changes.push(side, price, size)
    }
    this.shown = tops
    return changes
  }

  private sizes(levels: WrittenLevels): Sizes {
    const top = levels.top(this.checksum.levels).map(({ price, size }) => [Number(price), Number(size)] as const)
    return new Map(top.map(([price, size]) => [price, this.base(size, price)]))
  }
}

type Sizes = ReadonlyMap<number, number>
