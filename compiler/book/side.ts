import type { BookSide } from '../ir/book.ts'
import { SIDE } from '../layout/book.ts'

/**
 * One side of an order book where it stands in memory. The best price is the last: most changes come close to it, so
 * little has to be moved. A full side lets its worst level go, and from then on knows only what is better than that.
 */
export class Side {
  private readonly prices: number
  private readonly sizes: number
  /** +1 for bids (the highest is best), -1 for asks. */
  private readonly sign: 1 | -1

  /** @param at Index of its first slot. */
  constructor(
    private readonly cells: Float64Array,
    private readonly at: number,
    private readonly levels: number,
    side: BookSide,
  ) {
    this.prices = at + SIDE.prices
    this.sizes = this.prices + levels
    this.sign = side === 'bid' ? 1 : -1
  }

  clear(): void {
    const { cells, prices, sizes, at } = this
    const count = cells[at + SIDE.count]!
    cells.fill(0, prices, prices + count)
    cells.fill(0, sizes, sizes + count)
    cells[at + SIDE.count] = 0
    cells[at + SIDE.cut] = 0
  }

  /** The size that now stands at a price above 0; 0 takes the price out. */
  set(price: number, size: number): void {
    const { cells, sign } = this
    const cut = cells[this.at + SIDE.cut]!
    if (cut !== 0 && sign * price <= sign * cut) return
    const count = cells[this.at + SIDE.count]!
    const place = this.place(price, count)
    const known = place < count && cells[this.prices + place] === price
    if (known && size > 0) cells[this.sizes + place] = size
    else if (known) this.remove(place, count)
    else if (size > 0) this.insert(price, size, place, count)
  }

  /** How many levels are worse than a price. */
  private place(price: number, count: number): number {
    const { cells, prices, sign } = this
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if (sign * cells[prices + middle]! < sign * price) low = middle + 1
      else high = middle
    }
    return low
  }

  private remove(place: number, count: number): void {
    const { cells } = this
    for (const from of [this.prices, this.sizes]) {
      cells.copyWithin(from + place, from + place + 1, from + count)
      cells[from + count - 1] = 0
    }
    cells[this.at + SIDE.count] = count - 1
  }

  private insert(price: number, size: number, place: number, count: number): void {
    const { cells, prices, sizes } = this
    if (count < this.levels) {
      for (const from of [prices, sizes]) cells.copyWithin(from + place + 1, from + place, from + count)
      cells[prices + place] = price
      cells[sizes + place] = size
      cells[this.at + SIDE.count] = count + 1
      return
    }
    cells[this.at + SIDE.cut] = place === 0 ? price : cells[prices]!
    if (place === 0) return
    for (const from of [prices, sizes]) cells.copyWithin(from, from + 1, from + place)
    cells[prices + place - 1] = price
    cells[sizes + place - 1] = size
  }
}
