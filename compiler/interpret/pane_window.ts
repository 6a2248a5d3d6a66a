import type { WindowOp } from '../ir/windows.ts'
import { partialSlots } from '../layout/partials.ts'
import { PANES } from '../layout/windows.ts'
import { emptyValue, foldOf } from './folds.ts'
import { moving } from './moving.ts'
import type { Operator, Site } from './site.ts'
import { firstDue } from './time.ts'
import { ticksOf } from './windows.ts'

/** A run of ticks with its count; no partial where the count is 0. */
interface Counted {
  readonly count: number
  readonly partial: unknown
}

const NONE: Counted = { count: 0, partial: undefined }

/** An aggregate of the last span / pane panes, see `WindowOp`. */
export function paneWindow(op: WindowOp & { readonly op: 'pane_window' }, site: Site): Operator {
  const { memory } = site
  const { cells } = memory
  const { aggregate, span, pane, held } = op
  const fold = foldOf(aggregate)
  const ticks = ticksOf(site, 1)
  const panes = span / pane
  const width = 1 + partialSlots(aggregate)
  const x = site.inputs[0]!

  const load = (at: number): Counted =>
    cells[at] === 0 ? NONE : { count: cells[at]!, partial: fold.load(cells, at + 1, cells[at]!) }
  const save = (at: number, { count, partial }: Counted) => {
    cells[at] = count
    if (count > 0) fold.save(memory, at + 1, partial)
  }
  const merge = (older: Counted, newer: Counted): Counted => {
    if (older.count === 0) return newer
    if (newer.count === 0) return older
    return { count: older.count + newer.count, partial: fold.merge(older.partial, newer.partial) }
  }
  const prefix = (state: number) => state + PANES.prefix
  const entry = (state: number, place: number) => prefix(state) + (1 + place) * width
  /** The place in its block of the pane that ends at a time. */
  const placeOf = (end: number) => panes - 1 - (firstDue(span, end) - end) / pane

  function roll(state: number, time: number): void {
    const end = firstDue(pane, time)
    if (end === cells[state + PANES.end]) return
    if (isEmpty(state, end)) {
      if (cells[state + PANES.last]! > 0) forget(state)
      cells[state + PANES.last] = 0
      cells[state + PANES.end] = end
      return
    }
    // What lies before the previous block is not seen again: no need to walk through it.
    const reached = firstDue(span, end) - 2 * span + pane
    if (cells[state + PANES.end]! < reached) {
      forget(state)
      open(state, reached)
    }
    while (cells[state + PANES.end]! < end) {
      close(state, placeOf(cells[state + PANES.end]!))
      open(state, cells[state + PANES.end]! + pane)
    }
  }

  /** Nothing is in the panes of the window that ends with one, and nothing in force: no pane to walk through. */
  function isEmpty(state: number, end: number): boolean {
    return cells[state + PANES.until] !== Number.POSITIVE_INFINITY && cells[state + PANES.last]! <= end - span
  }

  function forget(state: number): void {
    for (let place = -1; place < panes; place++) save(entry(state, place), NONE)
  }

  /** A finished pane joins the prefix; a finished block becomes its suffixes, from the right. */
  function close(state: number, place: number): void {
    if (place < panes - 1) {
      save(prefix(state), merge(load(prefix(state)), load(entry(state, place))))
      return
    }
    for (let p = panes - 2; p >= 0; p--) save(entry(state, p), merge(load(entry(state, p)), load(entry(state, p + 1))))
    save(prefix(state), NONE)
  }

  /** A pane begins with the value that is in force at its beginning. */
  function open(state: number, end: number): void {
    const start = end - pane
    const inForce = held && cells[state + PANES.until]! > Math.max(0, start)
    const partial = inForce ? fold.single(cells[state + PANES.force]!, Number.NaN, start) : undefined
    save(entry(state, placeOf(end)), inForce ? { count: 1, partial } : NONE)
    cells[state + PANES.end] = end
  }

  function gone(state: number, time: number): void {
    if (cells[state + PANES.until] !== Number.POSITIVE_INFINITY) return
    cells[state + PANES.until] = time
    cells[state + PANES.last] = cells[state + PANES.end]!
  }

  return moving(site, span, {
    ticked: ticks.ticked,
    roll,
    take: (i, state) => {
      const at = entry(state, placeOf(cells[state + PANES.end]!))
      save(at, merge(load(at), { count: 1, partial: ticks.single(fold, i) }))
      cells[state + PANES.last] = held ? 0 : cells[state + PANES.end]!
      if (!held) return
      cells[state + PANES.force] = x.value(i)
      cells[state + PANES.until] = Number.POSITIVE_INFINITY
    },
    gone: held ? gone : undefined,
    read: state => {
      const place = placeOf(cells[state + PANES.end]!)
      const recent = merge(load(prefix(state)), load(entry(state, place)))
      const all = merge(place < panes - 1 ? load(entry(state, place + 1)) : NONE, recent)
      return all.count === 0 ? emptyValue(aggregate) : fold.value(all.partial, all.count)
    },
    empties: state => {
      const last = cells[state + PANES.last]!
      return last === 0 ? Number.NEGATIVE_INFINITY : last + span - pane + 1
    },
  })
}
