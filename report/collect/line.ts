import type { LineTrace } from '../trace.ts'
import { BUCKETS, type Part, type Timeline } from './timeline.ts'

/** A value through time, which holds until the next; NaN is absent. */
export class Line implements Part {
  private readonly low = new Float64Array(BUCKETS).fill(Number.NaN)
  private readonly high = new Float64Array(BUCKETS).fill(Number.NaN)
  private readonly last = new Float64Array(BUCKETS).fill(Number.NaN)
  /** The bucket that was reached. */
  private reached = 0
  private value = Number.NaN

  constructor(private readonly timeline: Timeline) {
    timeline.add(this)
  }

  set(now: number, value: number): void {
    const k = this.hold(now)
    this.value = value
    this.include(k, value)
  }

  end(now: number): LineTrace {
    const count = this.hold(now) + 1
    const part = (values: Float64Array) => [...values.subarray(0, count)].map(v => (Number.isFinite(v) ? v : null))
    return { low: part(this.low), high: part(this.high), last: part(this.last) }
  }

  fold(): void {
    for (let k = 0; k < BUCKETS; k++) {
      const [a, b] = [2 * k, 2 * k + 1]
      const inside = b < BUCKETS
      this.low[k] = inside ? lesser(this.low[a]!, this.low[b]!) : Number.NaN
      this.high[k] = inside ? -lesser(-this.high[a]!, -this.high[b]!) : Number.NaN
      // The bucket that is being filled ends with what is now.
      this.last[k] = inside ? this.last[a === this.reached ? a : b]! : Number.NaN
    }
    this.reached >>= 1
  }

  /** What is, is still there in the buckets up to the one of `now`. */
  private hold(now: number): number {
    const at = this.timeline.at(now)
    while (this.reached < at) this.include(++this.reached, this.value)
    return at
  }

  private include(k: number, value: number): void {
    this.low[k] = lesser(this.low[k]!, value)
    this.high[k] = -lesser(-this.high[k]!, -value)
    this.last[k] = value
  }
}

/** Of two the lesser, of one that one. */
function lesser(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) || a < b ? a : b
}
