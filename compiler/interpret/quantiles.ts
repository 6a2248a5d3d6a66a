import { QUANTILE, TIME_QUANTILE } from '../layout/windows.ts'
import type { Memory } from './memory.ts'
import { moving } from './moving.ts'
import type { Operator, Site } from './site.ts'
import { counting, ticksOf } from './windows.ts'

/** A quantile of the last n ticks. */
export function quantile(q: number, n: number, site: Site): Operator {
  const { memory } = site
  const [x] = site.inputs
  return counting(site, ticksOf(site, 0), i => {
    const state = site.state(i)
    const ticks = memory.cells[state + QUANTILE.ticks]!
    const at = state + QUANTILE.ring + (ticks % n)
    const sorted = new Sorted(memory, state + QUANTILE.ring + n)
    const size = Math.min(ticks, n)
    if (ticks >= n) sorted.remove(memory.cells[at]!, n)
    // -0 becomes 0: the two are equal, and must not be told apart by where they stand.
    const value = x!.value(i) + 0
    sorted.insert(value, ticks >= n ? n - 1 : size)
    memory.keep(at, value)
    memory.keep(state + QUANTILE.ticks, ticks + 1)
    return ticks + 1 < n ? Number.NaN : sorted.at(q, n)
  })
}

/** A quantile of the ticks in (now - span, now]. */
export function timeQuantile(q: number, span: number, capacity: number, site: Site): Operator {
  const { memory } = site
  const { cells } = memory
  const x = site.inputs[0]!
  const sorted = (state: number) => new Sorted(memory, state + TIME_QUANTILE.ring + 2 * capacity)
  const time = (state: number, k: number) =>
    state + TIME_QUANTILE.ring + ((cells[state + TIME_QUANTILE.first]! + k) % capacity)
  const count = (state: number) => cells[state + TIME_QUANTILE.count]!

  return moving(site, span, {
    ticked: ticksOf(site, 1).ticked,
    roll: (state, now) => {
      while (count(state) > 0 && cells[time(state, 0)]! <= now - span) {
        sorted(state).remove(cells[time(state, 0) + capacity]!, count(state))
        cells[state + TIME_QUANTILE.first] = (cells[state + TIME_QUANTILE.first]! + 1) % capacity
        cells[state + TIME_QUANTILE.count]!--
      }
    },
    take: (i, state, now) => {
      const size = count(state)
      if (size === capacity) {
        cells[state + TIME_QUANTILE.lost]!++
        cells[state + TIME_QUANTILE.lostAt] = now
        return
      }
      const value = x.value(i) + 0
      cells[time(state, size)] = now
      cells[time(state, size) + capacity] = value
      sorted(state).insert(value, size)
      cells[state + TIME_QUANTILE.count] = size + 1
    },
    gone: undefined,
    read: (state, now) => {
      const lossy = cells[state + TIME_QUANTILE.lost]! > 0 && cells[state + TIME_QUANTILE.lostAt]! > now - span
      return lossy || count(state) === 0 ? Number.NaN : sorted(state).at(q, count(state))
    },
    empties: state => {
      const size = count(state)
      const last = Math.max(size > 0 ? cells[time(state, size - 1)]! : 0, cells[state + TIME_QUANTILE.lostAt]!)
      return last === 0 ? Number.NEGATIVE_INFINITY : last + span
    },
  })
}

/** Numbers in ascending order from a slot on; unused slots are 0. */
class Sorted {
  constructor(
    private readonly memory: Memory,
    private readonly from: number,
  ) {}

  insert(value: number, size: number): void {
    const at = this.from + this.place(value, size)
    this.memory.cells.copyWithin(at + 1, at, this.from + size)
    this.memory.keep(at, value)
  }

  remove(value: number, size: number): void {
    const at = this.from + this.place(value, size)
    this.memory.cells.copyWithin(at, at + 1, this.from + size)
    this.memory.keep(this.from + size - 1, 0)
  }

  /** Interpolated between the two order statistics around rank q · (size - 1). */
  at(q: number, size: number): number {
    const rank = q * (size - 1)
    const below = Math.floor(rank)
    const low = this.memory.cells[this.from + below]!
    const high = this.memory.cells[this.from + Math.min(below + 1, size - 1)]!
    return low + (high - low) * (rank - below)
  }

  /** How many are smaller. */
  private place(value: number, size: number): number {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.memory.cells[this.from + middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
