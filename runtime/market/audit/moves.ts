import type { FeedEvent } from '../event.ts'

/** Rows before moves are judged. */
const enough = 50
/** A move so many times the usual one, and of at least so much, is an outlier. */
const times = 20
const least = 0.01
const weight = 1 / 64

/** Watches a price: moves from row to row that are far from the usual. */
export class Moves {
  count = 0
  line: number | undefined
  /** The largest move, as a part of the price before it. */
  most = 0
  private last = Number.NaN
  private usual = 0
  private rows = 0

  constructor(private readonly place: number) {}

  see({ fields, line }: FeedEvent): void {
    const price = fields[this.place]!
    const move = Math.abs(price / this.last - 1)
    this.last = price
    if (!(move >= 0)) return
    if (this.rows++ < enough) {
      this.usual += (move - this.usual) / this.rows
      return
    }
    if (move > least && move > times * this.usual) {
      this.count++
      this.line ??= line
      if (move > this.most) this.most = move
      return
    }
    this.usual += weight * (move - this.usual)
  }
}
