/** µs between two points of a path. */
export const step = 50_000

/** Some per cent within seconds; µs. */
export interface FastMove {
  readonly start: number
  readonly end: number
  /** +1 up, -1 down. */
  readonly direction: 1 | -1
  /** By which part of the price, without its sign. */
  readonly size: number
}

/** What a price does, one point after another. */
export interface Path {
  /** The next point, which is that of `time`. */
  readonly value: (time: number) => number
  /** The last fast move that began by `time`, if any; the path is ahead of those who ask, by less than the time between two. */
  readonly moveAt: (time: number) => FastMove | undefined
}
