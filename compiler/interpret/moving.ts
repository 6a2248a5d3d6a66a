import { TOUCHED, WAKE } from '../layout/layout.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { finite, isAbsent } from './values.ts'

/** A window that moves with time. All but `read` and `empties` change its state, which begins at a slot. */
export interface Moving {
  ticked(instance: number): boolean
  /** Moves on to a time, before anything else at that time. Changes no value, only how the window stands in memory. */
  roll(state: number, time: number): void
  take(instance: number, state: number, time: number): void
  /** x woke without a value. Only where values are held. */
  readonly gone: ((state: number, time: number) => void) | undefined
  /** The value at the time that it was rolled to. */
  read(state: number, time: number): number
  /** When nothing more will be in it: +∞ if never, in the past if it is empty. */
  empties(state: number): number
}

/** Current at every step; absent until its sources (the last input) were live for the whole window. */
export function moving(site: Site, span: number, window: Moving): Operator {
  const x = site.inputs[0]!
  const live: Port = site.inputs.at(-1)!
  const current = (i: number) => {
    const time = now(site.memory)
    if (!(live.value(i) <= time - span)) return Number.NaN
    const state = site.state(i)
    window.roll(state, time)
    return finite(window.read(state, time))
  }
  const look = (i: number) => {
    if (!site.woke(i) && (site.flags(i) & TOUCHED) === 0) return 0
    const time = now(site.memory)
    const state = site.state(i)
    const ticked = window.ticked(i)
    window.roll(state, time)
    if (ticked) window.take(i, state, time)
    else if (window.gone && x.woke(i) && isAbsent(x.value(i))) window.gone(state, time)
    const end = window.empties(state)
    site.deadlines.arm(site.timer(i), end > time ? end : Number.POSITIVE_INFINITY)
    site.put(i, current(i))
    return ticked && !isAbsent(site.value(i)) ? TICKED : WAKE
  }
  return { current, look }
}
