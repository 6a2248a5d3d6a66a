import { STREAM, TOUCHED, WAKE } from '../layout/layout.ts'
import { GIVEN } from '../layout/state.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent, same } from './values.ts'

/** Literals, tables and params: a value per instance that nothing changes. */
export function constant(current: (instance: number) => number): Operator {
  return { current, look: () => 0 }
}

/** The time of the step. */
export function clock(site: Site): Operator {
  return { current: () => now(site.memory), look: () => 0 }
}

/** Whether a venue's messages come: the venue is alive while its timer is armed, each message pushes the deadline on. */
export function alive(site: Site): Operator {
  const current = (i: number) => (site.deadlines.armed(site.timer(i)) ? 1 : 0)
  const look = (i: number) => {
    const value = current(i)
    if (value === site.value(i)) return 0
    site.put(i, value)
    return WAKE
  }
  return { current, look }
}

/** The time of a venue's last message: it is asked to look at each, and at the first event of all. */
export function heard(site: Site): Operator {
  const look = (i: number) => {
    if ((site.flags(i) & TOUCHED) === 0) return 0
    site.put(i, now(site.memory))
    return WAKE
  }
  return { look }
}

/** How long a venue's last message was under way: it is asked to look at each. */
export function latency(site: Site): Operator {
  const [living] = site.inputs as [Port]
  const look = (i: number) => {
    const touched = (site.flags(i) & TOUCHED) !== 0
    if (!touched && !living.woke(i)) return 0
    const { memory } = site
    const latest = touched ? (now(memory) - memory.origin) / 1e6 : site.value(i)
    site.put(i, living.value(i) === 1 ? latest : Number.NaN)
    return WAKE
  }
  return { look }
}

/** What the engine said last: it is asked to look at each message. */
export function given(site: Site): Operator {
  const look = (i: number) => {
    if ((site.flags(i) & TOUCHED) === 0) return 0
    const value = site.memory.cells[site.state(i) + GIVEN.said]!
    site.put(i, value)
    return isAbsent(value) ? WAKE : TICKED
  }
  return { look }
}

/** A field of the last event in the instance's inbox, while its venue is alive. */
export function source(site: Site, inboxSlot: readonly number[]): Operator {
  const [living] = site.inputs as [Port]
  const current = (i: number) => (living.value(i) === 1 ? site.memory.cells[inboxSlot[i]!]! : Number.NaN)
  const look = (i: number) => {
    const flags = site.flags(i)
    if ((flags & TOUCHED) === 0 && !living.woke(i)) return 0
    const before = site.value(i)
    const value = current(i)
    site.put(i, value)
    if ((flags & STREAM) !== 0 && !isAbsent(value)) return TICKED
    return same(before, value) ? 0 : WAKE
  }
  return { current, look }
}
