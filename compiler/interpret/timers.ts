import { TOUCHED, WAKE } from '../layout/layout.ts'
import { HELD } from '../layout/state.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { microseconds, now } from './time.ts'
import { isAbsent, isTrue } from './values.ts'

/** x while it is younger than so many seconds. The timer stands at the expiry of the present origin. */
export function fresh(site: Site): Operator {
  const [x, origin, seconds] = site.inputs as [Port, Port, Port]
  const expiry = (i: number) => origin.value(i) + microseconds(seconds.value(i))
  const isFresh = (i: number) => now(site.memory) < expiry(i)
  const current = (i: number) => (isFresh(i) ? x.value(i) : Number.NaN)
  const look = (i: number) => {
    if (!site.woke(i) && (site.flags(i) & TOUCHED) === 0) return 0
    site.deadlines.arm(site.timer(i), isFresh(i) ? expiry(i) : Number.POSITIVE_INFINITY)
    const value = current(i)
    site.put(i, value)
    return x.ticked(i) && !isAbsent(value) ? TICKED : WAKE
  }
  return { current, look }
}

/** Whether c has been true for so many seconds. The timer stands at the end of the wait. */
export function held(site: Site): Operator {
  const [c, seconds] = site.inputs as [Port, Port]
  const { cells } = site.memory
  const look = (i: number) => {
    if (!site.woke(i) && (site.flags(i) & TOUCHED) === 0) return 0
    const [condition, wait, state] = [c.value(i), seconds.value(i), site.state(i)]
    if (!isTrue(condition)) cells[state + HELD.running] = 0
    else if (cells[state + HELD.running] === 0) {
      cells[state + HELD.running] = 1
      cells[state + HELD.since] = now(site.memory)
    }
    const waiting = isTrue(condition) && !isAbsent(wait)
    const due = waiting ? cells[state + HELD.since]! + microseconds(wait) : Number.POSITIVE_INFINITY
    const reached = due <= now(site.memory)
    site.deadlines.arm(site.timer(i), reached ? Number.POSITIVE_INFINITY : due)
    site.put(i, isAbsent(condition) || isAbsent(wait) ? Number.NaN : reached ? 1 : 0)
    return WAKE
  }
  return { look }
}

/** Ticks at its due time and arms itself for the next. */
export function every(period: number, site: Site): Operator {
  const look = (i: number) => {
    if ((site.flags(i) & TOUCHED) === 0) return 0
    const due = now(site.memory)
    site.deadlines.arm(site.timer(i), due + period)
    site.put(i, due)
    return TICKED
  }
  return { look }
}
