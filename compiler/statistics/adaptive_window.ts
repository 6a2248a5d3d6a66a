import { evaluator } from '../kernel/straight_line.ts'
import * as kernel from '../kernel/transcendental.ts'
import { ADAPTIVE } from '../layout/statistics.ts'

const log = evaluator(kernel.log)

/** As in river: how often it looks, from which width on, and the least that stands on either side of a cut. */
const [CLOCK, GRACE, SIDE] = [32, 10, 5]

/** How many buckets of one size there are before two become one. */
const BUCKETS = ADAPTIVE.buckets - 1

/**
 * Bifet and Gavaldà's window (2007), as long as nothing in it speaks for two different means: ticks are kept in buckets of 2^k of
 * them, a few of each size, each by its sum and its summed squared deviations. At every 32nd tick each border of buckets is a
 * cut; where the means of both sides differ by more than chance the oldest bucket goes, until none does. With the next tick it
 * begins anew, as in river. It lives in the memory, at the slot `at`.
 */
export class AdaptiveWindow {
  private readonly cells: Float64Array
  private readonly at: number

  constructor(cells: Float64Array, at: number) {
    this.cells = cells
    this.at = at
  }

  get width(): number {
    return this.cells[this.at + ADAPTIVE.width]!
  }

  get mean(): number {
    return this.total / this.width
  }

  /** Takes in a tick; whether the window became shorter. */
  take(x: number, delta: number): boolean {
    if (this.cells[this.at + ADAPTIVE.shorter] === 1) this.cells.fill(0, this.at, this.at + ADAPTIVE.size)
    if (this.width > 0) this.add(ADAPTIVE.spread, (this.width * (x - this.mean) ** 2) / (this.width + 1))
    this.add(ADAPTIVE.width, 1)
    this.add(ADAPTIVE.total, x)
    this.append(0, x, 0)
    this.add(ADAPTIVE.ticks, 1)
    if (this.cells[this.at + ADAPTIVE.ticks]! % CLOCK !== 0 || !(this.width > GRACE)) return false
    let shorter = false
    for (; this.hasCut(delta); shorter = true) this.forget()
    this.cells[this.at + ADAPTIVE.shorter] = shorter ? 1 : 0
    return shorter
  }

  private get total(): number {
    return this.cells[this.at + ADAPTIVE.total]!
  }

  private add(what: number, amount: number): void {
    this.cells[this.at + what]! += amount
  }

  /** Where the buckets of a size are: how many, then sum and spread of each, the oldest first. */
  private row(size: number): number {
    return this.at + ADAPTIVE.rows + size * ADAPTIVE.row
  }

  private count(size: number): number {
    return this.cells[this.row(size)]!
  }

  /** The greatest size of which there are buckets. */
  private greatest(): number {
    let size = ADAPTIVE.sizes - 1
    while (size > 0 && this.count(size) === 0) size--
    return size
  }

  private append(size: number, total: number, spread: number): void {
    const row = this.row(size)
    const count = this.count(size)
    this.cells[row] = count + 1
    this.cells[row + 1 + 2 * count] = total
    this.cells[row + 2 + 2 * count] = spread
    if (count < BUCKETS) return
    const [a, v, b, w] = this.cells.subarray(row + 1, row + 5)
    const between = (2 ** size * (a! / 2 ** size - b! / 2 ** size) ** 2) / 2
    this.shift(size, 2)
    this.append(size + 1, a! + b!, v! + w! + between)
  }

  /** Drops the oldest buckets of a size. */
  private shift(size: number, count: number): void {
    const row = this.row(size)
    this.cells.copyWithin(row + 1, row + 1 + 2 * count, row + ADAPTIVE.row)
    this.cells.fill(0, row + ADAPTIVE.row - 2 * count, row + ADAPTIVE.row)
    this.cells[row]! -= count
  }

  private forget(): void {
    const size = this.greatest()
    const n = 2 ** size
    const [total, spread] = this.cells.subarray(this.row(size) + 1, this.row(size) + 3)
    this.add(ADAPTIVE.width, -n)
    this.add(ADAPTIVE.total, -total!)
    const between = (n * this.width * (total! / n - this.mean) ** 2) / (n + this.width)
    this.add(ADAPTIVE.spread, -(spread! + between))
    this.shift(size, 1)
  }

  /** Whether the means before and after some border differ. */
  private hasCut(delta: number): boolean {
    const [{ width }, variance] = [this, this.cells[this.at + ADAPTIVE.spread]! / this.width]
    const doubt = log((2 * log(width)) / delta)
    let [n, sum] = [0, 0]
    for (let size = this.greatest(); size >= 0; size--)
      for (let k = 0; k < this.count(size); k++) {
        n += 2 ** size
        sum += this.cells[this.row(size) + 1 + 2 * k]!
        const rest = width - n
        if (n < SIDE || rest < SIDE) continue
        const reciprocal = 1 / (n - SIDE + 1) + 1 / (rest - SIDE + 1)
        const chance = Math.sqrt(2 * reciprocal * variance * doubt) + (2 / 3) * doubt * reciprocal
        if (Math.abs(sum / n - (this.total - sum) / rest) > chance) return true
      }
    return false
  }
}
