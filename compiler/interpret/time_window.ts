import type { WindowOp } from '../ir/windows.ts'
import { TIME, timePlaces } from '../layout/windows.ts'
import { emptyValue, foldOf } from './folds.ts'
import { moving } from './moving.ts'
import type { Operator, Site } from './site.ts'
import { firstDue } from './time.ts'
import { ticksOf } from './windows.ts'

/** An aggregate of the ticks in (now - span, now], see `WindowOp`. */
export function timeWindow(op: WindowOp & { readonly op: 'time_window' }, site: Site): Operator {
  const { memory } = site
  const { cells } = memory
  const { aggregate, span, capacity, held } = op
  const fold = foldOf(aggregate)
  const ticks = ticksOf(site, 1)
  const places = timePlaces(op)
  const half = (capacity + 1) * places.entry
  const isTime = aggregate === 'argmin' || aggregate === 'argmax'

  /** Slot of entry k of the current (0) or the previous (1) block. */
  const entry = (state: number, block: 0 | 1, k: number) =>
    state + places.elements + ((cells[state + TIME.half]! + block) % 2) * half + k * places.entry
  const count = (state: number, block: 0 | 1) => cells[state + (block === 0 ? TIME.current : TIME.previous)]!

  /** Slot of the last tick's entry, undefined if neither block has one. */
  function last(state: number): number | undefined {
    const block = count(state, 0) > 0 ? 0 : 1
    const size = count(state, block)
    return size > 0 ? entry(state, block, size - 1) : undefined
  }

  /** Slot that says until when the last tick is in force. */
  function lastUntil(state: number): number {
    const at = last(state)
    return at === undefined ? state + places.before : at + places.until
  }

  /** Moves on to the block of a time. Changes no value: only how the window stands in memory. */
  function roll(state: number, time: number): void {
    const end = firstDue(span, time)
    if (end === cells[state + TIME.end]) return
    const next = end === cells[state + TIME.end]! + span
    if (held) leave(state, next ? 1 : count(state, 0) > 0 ? 0 : 1)
    const size = next ? count(state, 0) : 0
    for (let k = size - 2; k >= 0; k--) {
      const at = entry(state, 0, k) + 1
      const suffix = fold.load(cells, at + places.entry, size - 1 - k)
      fold.save(memory, at, fold.merge(fold.load(cells, at, 1), suffix))
    }
    cells[state + TIME.end] = end
    cells[state + TIME.previous] = size
    cells[state + TIME.current] = 0
    cells[state + TIME.half] = 1 - cells[state + TIME.half]!
  }

  /** The last tick of a block that is forgotten stays in force. */
  function leave(state: number, block: 0 | 1): void {
    const size = count(state, block)
    if (size === 0) return
    const at = entry(state, block, size - 1)
    cells[state + places.before] = cells[at + places.until]!
    fold.save(memory, state + places.before + 1, fold.load(cells, at + 1, 1))
  }

  function take(i: number, state: number, time: number): void {
    const single = ticks.single(fold, i)
    const size = count(state, 0)
    const at = entry(state, 0, Math.min(size, capacity))
    cells[at] = time
    fold.save(memory, at + 1, single)
    if (held) cells[at + places.until] = Number.POSITIVE_INFINITY
    if (size < capacity) {
      const prefix = state + TIME.prefix
      fold.save(memory, prefix, size === 0 ? single : fold.merge(fold.load(cells, prefix, size), single))
    } else {
      cells[state + TIME.lost]!++
      cells[state + TIME.lostAt] = time
    }
    cells[state + TIME.current] = Math.min(size + 1, capacity + 1)
  }

  function gone(state: number, time: number): void {
    const until = lastUntil(state)
    if (cells[until] === Number.POSITIVE_INFINITY) cells[until] = time
  }

  /** The window at a time whose block is the current one. */
  function read(state: number, time: number): number {
    const from = time - span
    if (cells[state + TIME.lost]! > 0 && cells[state + TIME.lostAt]! > from) return Number.NaN
    const previous = count(state, 1)
    const younger = firstYounger(state, previous, from)
    // What is in force at the beginning is the tick before, of the same block or of an older one.
    const own = younger > 0
    const until = cells[own ? entry(state, 1, younger - 1) + places.until : state + places.before]!
    const inForce = held && until > from
    const first = inForce && own ? younger - 1 : younger
    let size = previous - first
    let all = size > 0 ? fold.load(cells, entry(state, 1, first) + 1, size) : undefined
    if (inForce && !own) {
      const before = fold.load(cells, state + places.before + 1, 1)
      all = size > 0 ? fold.merge(before, all) : before
      size++
    }
    const current = count(state, 0)
    if (current > 0) {
      const prefix = fold.load(cells, state + TIME.prefix, current)
      all = size > 0 ? fold.merge(all, prefix) : prefix
      size += current
    }
    if (size === 0) return emptyValue(aggregate)
    const value = fold.value(all, size)
    return isTime ? Math.max(value, from) : value
  }

  /** How many of the previous block's ticks are no younger than a time: times never fall. */
  function firstYounger(state: number, size: number, from: number): number {
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (cells[entry(state, 1, middle)]! > from) high = middle
      else low = middle + 1
    }
    return low
  }

  return moving(site, span, {
    ticked: ticks.ticked,
    take,
    roll,
    read,
    gone: held ? gone : undefined,
    empties: state => {
      const at = last(state)
      if (!held) return at === undefined ? Number.NEGATIVE_INFINITY : cells[at]! + span
      const until = cells[lastUntil(state)]!
      return until === 0 ? Number.NEGATIVE_INFINITY : until + span
    },
  })
}
