/** How many buckets a run has at most; it ends with half of them at least, unless it is very short. */
export const BUCKETS = 1024

/** Something that is kept by bucket. */
export interface Part {
  /** Two neighbouring buckets become one. */
  fold(): void
}

/** Divides a run of unknown length into buckets of time: when there are too many, each two become one. Times are µs. */
export class Timeline {
  private readonly parts: Part[] = []
  private from = Number.NaN
  private bucket = 1_000

  get width(): number {
    return this.bucket
  }

  get start(): number {
    return this.from
  }

  begin(now: number): void {
    this.from = now
  }

  add(part: Part): void {
    this.parts.push(part)
  }

  /** The bucket that a time is in. */
  at(now: number): number {
    while (now - this.from >= this.bucket * BUCKETS) this.fold()
    return Math.floor((now - this.from) / this.bucket)
  }

  /** Each two buckets become one. */
  fold(): void {
    for (const part of this.parts) part.fold()
    this.bucket *= 2
  }
}
