interface Pane {
  /** Its end, which belongs to it; its beginning does not. */
  readonly end: number
  sum: number
  low: number
  high: number
  readonly first: number
  last: number
}

/** The last `span` µs of a series by panes of a fixed grid, the pane of now included: a list, and what the definition says of it. */
export class PlainWindow {
  private readonly panes: Pane[] = []
  private from = 0

  constructor(
    private readonly span: number,
    private readonly pane: number,
  ) {}

  add(now: number, x: number): void {
    const end = this.end(now)
    const pane = this.panes.at(-1)
    if (pane?.end !== end) this.panes.push({ end, sum: x, low: x, high: x, first: x, last: x })
    else {
      pane.sum += x
      pane.low = Math.min(pane.low, x)
      pane.high = Math.max(pane.high, x)
      pane.last = x
    }
  }

  sum(now: number): number {
    let sum = 0
    for (const pane of this.within(now)) sum += pane.sum
    return sum
  }

  /** As of a level: what was in force where the window begins counts. */
  first(now: number): number {
    this.move(now)
    return this.panes[this.from - 1]?.last ?? this.panes[this.from]!.first
  }

  /** Where x is between the lowest and the highest, of a level. */
  position(now: number, x: number): number {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const pane of this.within(now)) {
      low = Math.min(low, pane.low)
      high = Math.max(high, pane.high)
    }
    const held = this.panes[this.from - 1]?.last ?? x
    return (x - Math.min(low, held)) / (Math.max(high, held) - Math.min(low, held))
  }

  private *within(now: number) {
    this.move(now)
    for (let i = this.from; i < this.panes.length; i++) yield this.panes[i]!
  }

  private move(now: number): void {
    const start = this.end(now) - this.span
    while (this.from < this.panes.length && this.panes[this.from]!.end <= start) this.from++
  }

  private end(now: number): number {
    return now - 1 - ((now - 1) % this.pane) + this.pane
  }
}
