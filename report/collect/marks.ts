import { BUCKETS, type Part, type Timeline } from './timeline.ts'

/** How often something happened. */
export class Counts implements Part {
  private readonly counts = new Float64Array(BUCKETS)
  all = 0

  constructor(private readonly timeline: Timeline) {
    timeline.add(this)
  }

  add(now: number): void {
    this.counts[this.timeline.at(now)]!++
    this.all++
  }

  end(now: number): readonly number[] {
    return [...this.counts.subarray(0, this.timeline.at(now) + 1)]
  }

  fold(): void {
    for (let k = 0; k < BUCKETS; k++) {
      this.counts[k] = 2 * k < BUCKETS ? this.counts[2 * k]! + this.counts[2 * k + 1]! : 0
    }
  }
}

/** Which states something was in: bits, each held until the next state. */
export class States implements Part {
  private readonly bits = new Uint8Array(BUCKETS)
  private reached = 0
  private state = 0

  constructor(private readonly timeline: Timeline) {
    timeline.add(this)
  }

  set(now: number, bit: number): void {
    const k = this.hold(now)
    this.state = bit
    this.bits[k]! |= bit
  }

  end(now: number): readonly number[] {
    return [...this.bits.subarray(0, this.hold(now) + 1)]
  }

  fold(): void {
    for (let k = 0; k < BUCKETS; k++) {
      this.bits[k] = 2 * k < BUCKETS ? this.bits[2 * k]! | this.bits[2 * k + 1]! : 0
    }
    this.reached >>= 1
  }

  private hold(now: number): number {
    const at = this.timeline.at(now)
    while (this.reached < at) this.bits[++this.reached]! |= this.state
    return at
  }
}
