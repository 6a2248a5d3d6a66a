import { HEADER, type TimerLayout } from '../layout/layout.ts'

const QUEUED = HEADER.queued / 8
const NONE: readonly number[] = []

/**
 * The timers of a graph, kept in its memory. Re-arming is lazy: a slot already queued stays where it is when its deadline
 * grows, which happens at every event, and is queued again with the real one when it comes up too early.
 */
export class Deadlines {
  private readonly deadlines: number
  private readonly heap: number
  private readonly positions: number

  constructor(
    private readonly cells: Float64Array,
    layout: TimerLayout,
  ) {
    this.deadlines = layout.deadlines / 8
    this.heap = layout.heap / 8
    this.positions = layout.positions / 8
  }

  armed(slot: number): boolean {
    return this.cells[this.deadlines + slot]! < Number.POSITIVE_INFINITY
  }

  /** +∞ disarms. */
  arm(slot: number, deadline: number): void {
    this.cells[this.deadlines + slot] = deadline
    if (deadline === Number.POSITIVE_INFINITY) return
    const at = this.cells[this.positions + slot]! - 1
    if (at < 0) this.rise(this.cells[QUEUED]!++, deadline, slot)
    else if (deadline < this.deadlineAt(at)) this.rise(at, deadline, slot)
  }

  /** The time of the first entry, which may turn out too early; +∞ if there is none. */
  next(): number {
    return this.cells[QUEUED] === 0 ? Number.POSITIVE_INFINITY : this.deadlineAt(0)
  }

  /** Disarms and returns the slots below `limit` that are really due at or before `now`, by (queued time, slot). */
  take(now: number, limit: number): readonly number[] {
    if (this.next() > now) return NONE
    const due: number[] = []
    while (this.next() <= now && this.slotAt(0) < limit) {
      const slot = this.pop()
      const deadline = this.cells[this.deadlines + slot]!
      this.arm(slot, deadline <= now ? Number.POSITIVE_INFINITY : deadline)
      if (deadline <= now) due.push(slot)
    }
    return due
  }

  private deadlineAt(at: number): number {
    return this.cells[this.heap + 2 * at]!
  }

  private slotAt(at: number): number {
    return this.cells[this.heap + 2 * at + 1]!
  }

  private before(at: number, deadline: number, slot: number): boolean {
    const other = this.deadlineAt(at)
    return other < deadline || (other === deadline && this.slotAt(at) < slot)
  }

  private set(at: number, deadline: number, slot: number): void {
    this.cells[this.heap + 2 * at] = deadline
    this.cells[this.heap + 2 * at + 1] = slot
    this.cells[this.positions + slot] = at + 1
  }

  private rise(from: number, deadline: number, slot: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.before(parent, deadline, slot)) break
      this.set(at, this.deadlineAt(parent), this.slotAt(parent))
      at = parent
    }
    this.set(at, deadline, slot)
  }

  private pop(): number {
    const first = this.slotAt(0)
    const size = --this.cells[QUEUED]!
    const deadline = this.deadlineAt(size)
    const slot = this.slotAt(size)
    this.cells.fill(0, this.heap + 2 * size, this.heap + 2 * size + 2)
    this.cells[this.positions + first] = 0
    if (size > 0) this.sink(size, deadline, slot)
    return first
  }

  /** Puts an entry in the place of the first of `size`. */
  private sink(size: number, deadline: number, slot: number): void {
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.before(child + 1, this.deadlineAt(child), this.slotAt(child))) child++
      if (!this.before(child, deadline, slot)) break
      this.set(at, this.deadlineAt(child), this.slotAt(child))
      at = child
    }
    this.set(at, deadline, slot)
  }
}
