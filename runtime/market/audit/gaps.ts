import type { FeedEvent } from '../event.ts'

const day = 86_400_000_000
const kinds = 64
/** Shorter silence is nothing to speak of. */
const least = 10_000_000
/** So many powers of two longer than the usual time between rows. */
const unusual = 7
/** Weekends with a holiday, of bars of days. */
const closed = 4 * day

export interface GapStats {
  readonly count: number
  /** µs. */
  readonly longest: number
  /** When the longest ended, and in which row. */
  readonly at: number | undefined
  readonly line: number | undefined
  /** Bars that are not there; only of bars shorter than a day. */
  readonly missing: number | undefined
  /** The part of the whole time that is not in gaps. */
  readonly coverage: number
}

/** Times between rows, by powers of two: what is unusual is known at the end only. */
export class Gaps {
  private readonly counts = new Float64Array(kinds)
  private readonly sums = new Float64Array(kinds)
  private longest = 0
  private at: number | undefined
  private line: number | undefined
  private missing = 0
  private broken = 0
  private missed = 0

  constructor(private readonly every: number | undefined) {}

  see(gap: number, { received, line }: FeedEvent): void {
    if (gap > this.longest) {
      this.longest = gap
      this.at = received
      this.line = line
    }
    const { every } = this
    if (every !== undefined) {
      if (gap <= (every < day ? every : closed)) return
      this.broken++
      this.missed += gap - every
      this.missing += Math.round(gap / every) - 1
      return
    }
    // Rows of one time do not say how often there is one.
    if (gap < 1) return
    const kind = Math.floor(Math.log2(gap))
    this.counts[kind]!++
    this.sums[kind]! += gap
  }

  /** @param whole Time from the first row to the last. */
  stats(whole: number): GapStats {
    const { longest, at, line, every } = this
    const [count, lost] = every === undefined ? this.unusual() : [this.broken, this.missed]
    const missing = every !== undefined && every < day ? this.missing : undefined
    return { count, longest, at, line, missing, coverage: whole > 0 ? 1 - lost / whole : 1 }
  }

  private unusual(): [count: number, time: number] {
    const half = this.counts.reduce((sum, n) => sum + n, 0) / 2
    let sum = 0
    const usual = this.counts.findIndex(n => {
      sum += n
      return sum >= half
    })
    let [count, time] = [0, 0]
    for (let kind = usual + unusual; kind < kinds; kind++) {
      if (2 ** kind < least) continue
      count += this.counts[kind]!
      time += this.sums[kind]!
    }
    return [count, time]
  }
}
