/** Levels behind the best one. */
export const behind = 40

/** One side of a generated book: the best level, and as many behind it on a grid of prices. Prices in ticks. */
export class Side {
  /** Of the best level; NaN before there is one. */
  private best = Number.NaN
  private bestSize = Number.NaN
  /** The first level behind it, in steps of the grid, and their sizes from there on. */
  private first = Number.NaN
  private sizes = new Float64Array(behind)

  constructor(
    private readonly side: 1 | -1,
    private readonly drawn: (time: number) => number,
  ) {}

  clear(): void {
    this.best = Number.NaN
    this.first = Number.NaN
  }

  /**
   * Takes the side to a new best level; one level behind it is drawn anew, and those that were not there.
   * @param say what changed: a level that is gone has size 0
   */
  move(
    best: number,
    size: number,
    step: number,
    renewed: number,
    time: number,
    say: (ticks: number, size: number) => void,
  ) {
    const { side } = this
    const first = side === 1 ? Math.ceil(best / step) - 1 : Math.floor(best / step) + 1
    const sizes = new Float64Array(behind)
    for (let k = 0; k < behind; k++) {
      const known = k === renewed ? undefined : this.at((first - side * k) * step, step)
      sizes[k] = known ?? this.drawn(time)
    }
    const stays = (ticks: number) => ticks === best || placeOf(ticks, first, side, step) !== undefined
    if (!Number.isNaN(this.best) && !stays(this.best)) say(this.best, 0)
    for (let k = 0; k < behind; k++) {
      const ticks = (this.first - side * k) * step
      // What is no number was not there.
      if (!Number.isNaN(ticks) && !stays(ticks)) say(ticks, 0)
    }
    if (this.at(best, step) !== size) say(best, size)
    for (let k = 0; k < behind; k++) {
      const ticks = (first - side * k) * step
      if (this.at(ticks, step) !== sizes[k]) say(ticks, sizes[k]!)
    }
    this.best = best
    this.bestSize = size
    this.first = first
    this.sizes = sizes
  }

  /** The size at a price. */
  private at(ticks: number, step: number): number | undefined {
    if (ticks === this.best) return this.bestSize
    const place = placeOf(ticks, this.first, this.side, step)
    return place === undefined ? undefined : this.sizes[place]
  }
}

/** Which level behind the best one a price is, if it is one. */
function placeOf(ticks: number, first: number, side: 1 | -1, step: number): number | undefined {
  const place = (first - ticks / step) * side
  return Number.isInteger(place) && place >= 0 && place < behind ? place : undefined
}
