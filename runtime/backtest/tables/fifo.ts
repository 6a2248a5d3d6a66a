/** First in, first out; takes as much memory as it holds. */
export class Fifo<T> {
  private items: T[]
  private taken = 0

  constructor(items: readonly T[] = []) {
    this.items = [...items]
  }

  get size(): number {
    return this.items.length - this.taken
  }

  get first(): T | undefined {
    return this.items[this.taken]
  }

  /** All that it holds, the first first. */
  get all(): readonly T[] {
    return this.items.slice(this.taken)
  }

  add(item: T): void {
    this.items.push(item)
  }

  take(): T | undefined {
    const { first } = this
    if (this.size === 0) return undefined
    this.taken++
    if (this.taken >= 64 && 2 * this.taken >= this.items.length) {
      this.items = this.items.slice(this.taken)
      this.taken = 0
    }
    return first
  }
}
