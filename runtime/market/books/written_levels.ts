/** A level as the exchange wrote it. */
export interface Written {
  readonly price: string
  readonly size: string
}

interface Level extends Written {
  readonly at: number
}

/**
 * One side of an order book in the exchange's own digits, best price first: checksums are made of those. A price is the same
 * however it is written.
 */
export class WrittenLevels {
  private levels: Level[] = []

  private depth = Number.POSITIVE_INFINITY

  /** `sign` is +1 for bids (the highest is best), -1 for asks. */
  constructor(private readonly sign: 1 | -1) {}

  /** `depth`: of changes further down than so many levels the exchange tells nothing, so none are kept. */
  replace(levels: readonly Written[], depth = Number.POSITIVE_INFINITY): void {
    this.levels = []
    this.depth = depth
    this.apply(levels)
  }

  /** A size of 0 takes a level out. */
  apply(levels: readonly Written[]): void {
    for (const { price, size } of levels) {
      const at = Number(price)
      const place = this.place(at)
      const known = this.levels[place]?.at === at
      if (Number(size) !== 0) this.levels.splice(place, known ? 1 : 0, { at, price, size })
      else if (known) this.levels.splice(place, 1)
    }
    if (this.levels.length > this.depth) this.levels.length = this.depth
  }

  /** The best ones. */
  top(count: number): readonly Written[] {
    return this.levels.slice(0, count)
  }

  /** The first index whose price is not better than the given one. */
  private place(price: number): number {
    let low = 0
    let high = this.levels.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sign * this.levels[middle]!.at > this.sign * price) low = middle + 1
      else high = middle
    }
    return low
  }
}
