import type { AheadOp } from '../ir/ahead.ts'
import { ROWS, rowSlots, rowsAt } from '../layout/ahead.ts'
import { TOUCHED } from '../layout/layout.ts'
import type { Site } from './site.ts'
import { now } from './time.ts'

/** A ring of rows that wait, oldest first. Their first slot is the time at which they are told; the timer stands at the oldest's. */
export class Rows {
  private readonly cells: Float64Array
  private readonly slots: number
  private readonly start: number

  constructor(
    private readonly site: Site,
    private readonly op: AheadOp,
  ) {
    this.cells = site.memory.cells
    this.slots = rowSlots(op)
    this.start = rowsAt(op)
  }

  waiting(state: number): number {
    return this.cells[state + ROWS.waiting]!
  }

  /** Whether the time of the oldest row has come. */
  isDue(i: number): boolean {
    return (this.site.flags(i) & TOUCHED) !== 0
  }

  /** Slot of the row that is so many behind the oldest. */
  row(state: number, k: number): number {
    const place = (this.cells[state + ROWS.first]! + k) % this.op.most
    return state + this.start + place * this.slots
  }

  drop(i: number, state: number): void {
    const first = this.cells[state + ROWS.first]! + 1
    this.cells[state + ROWS.first] = first === this.op.most ? 0 : first
    this.cells[state + ROWS.waiting]!--
    if (this.waiting(state) > 0) this.site.deadlines.arm(this.site.timer(i), this.cells[this.row(state, 0)]!)
  }

  /** Slot of a new row; none where there is no room. */
  add(i: number, state: number): number | undefined {
    const waiting = this.waiting(state)
    if (waiting === this.op.most) {
      this.cells[state + ROWS.lost]!++
      return undefined
    }
    const row = this.row(state, waiting)
    const due = now(this.site.memory) + (this.op.op === 'later' ? this.op.delay : this.op.span)
    this.cells[row] = due
    this.cells[state + ROWS.waiting] = waiting + 1
    if (waiting === 0) this.site.deadlines.arm(this.site.timer(i), due)
    return row
  }
}
