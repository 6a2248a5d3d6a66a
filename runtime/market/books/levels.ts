/**
 * One side of an order book: prices with their sizes, sorted, the best one last. Most changes come close to the best
 * price, so little has to be moved; and as a price that was taken out often comes back, it keeps its place until room is
 * needed.
 */
export class Levels {
  /** Ascending: prices of bids, prices of asks negated. */
  private keys = new Float64Array(1_024)
  /** 0 for a level that was taken out; never so for the last, the best one. */
  private sizes = new Float64Array(1_024)
  private count = 0
  private empty = 0

  /** `sign` is +1 for bids (the highest is best), -1 for asks. */
  constructor(private readonly sign: 1 | -1) {}

  get depth(): number {
    return this.count - this.empty
  }

  /** NaN where the side is empty. */
  get bestPrice(): number {
    return this.count ? this.sign * this.keys[this.count - 1]! : Number.NaN
  }

  get bestSize(): number {
    return this.count ? this.sizes[this.count - 1]! : Number.NaN
  }

  clear(): void {
    this.count = 0
    this.empty = 0
  }

  /** The size that now stands at a price; 0 takes the price out. */
  set(price: number, size: number): void {
    const key = this.sign * price
    const at = this.place(key)
    if (at === this.count || this.keys[at] !== key) {
      if (size !== 0) this.insert(key, size, at)
      return
    }
    if (this.sizes[at] === 0) this.empty--
    this.sizes[at] = size
    if (size === 0) {
      this.empty++
      for (; this.count > 0 && this.sizes[this.count - 1] === 0; this.count--) this.empty--
    }
  }

  /** Appends (side, price, size) of every level, best first. */
  list(into: number[]): void {
    for (let i = this.count - 1; i >= 0; i--) {
      if (this.sizes[i] !== 0) into.push(this.sign, this.sign * this.keys[i]!, this.sizes[i]!)
    }
  }

  /** The first index whose key is not below the given one. */
  private place(key: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.keys[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }

  private insert(key: number, size: number, at: number): void {
    this.keys.copyWithin(at + 1, at, this.count)
    this.sizes.copyWithin(at + 1, at, this.count)
    this.keys[at] = key
    this.sizes[at] = size
    this.count++
    if (this.count === this.keys.length) this.makeRoom()
  }

  /** Lets empty levels go; where they are few, the arrays grow. */
  private makeRoom(): void {
    if (this.empty < this.count >> 2) {
      this.keys = grown(this.keys)
      this.sizes = grown(this.sizes)
      return
    }
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      if (this.sizes[i] === 0) continue
      this.keys[kept] = this.keys[i]!
      this.sizes[kept++] = this.sizes[i]!
    }
    this.count = kept
    this.empty = 0
  }
}

function grown(full: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * full.length)
  more.set(full)
  return more
}
