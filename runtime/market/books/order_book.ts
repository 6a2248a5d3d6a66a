import { bookKinds } from '../../../compiler/ir/streams.ts'
import { Levels } from './levels.ts'

/** Both sides of a book, by price levels. Knows nothing of whether it is right: that is `VerifiedBook`'s part. */
export class OrderBook {
  readonly bids = new Levels(1)
  readonly asks = new Levels(-1)

  /**
   * Changes levels. Here and below, levels are the fields of a `book` event: its kind, then flat triples of side (+1 bid,
   * -1 ask), price, size; a size of 0 takes the level out.
   */
  apply(fields: readonly number[]): void {
    for (let i = 1; i < fields.length; i += 3) {
      const side = fields[i] === 1 ? this.bids : this.asks
      side.set(fields[i + 1]!, fields[i + 2]!)
    }
  }

  /** From the end on, as sides come with their best price first, and worst first they are appended, not inserted. */
  replace(fields: readonly number[]): void {
    this.clear()
    for (let i = fields.length - 3; i >= 1; i -= 3) {
      const side = fields[i] === 1 ? this.bids : this.asks
      side.set(fields[i + 1]!, fields[i + 2]!)
    }
  }

  clear(): void {
    this.bids.clear()
    this.asks.clear()
  }

  /** Someone would buy for what another would sell for, or more: no matching engine leaves a book so. */
  get crossed(): boolean {
    return this.bids.bestPrice >= this.asks.bestPrice
  }

  /** Bid, its size, ask, its size; NaN where a side is empty. */
  top(): [number, number, number, number] {
    return [this.bids.bestPrice, this.bids.bestSize, this.asks.bestPrice, this.asks.bestSize]
  }

  /** All levels, as those of a snapshot: bids before asks, each side from its best price on. */
  list(): number[] {
    const fields: number[] = [bookKinds.snapshot]
    this.bids.list(fields)
    this.asks.list(fields)
    return fields
  }
}
