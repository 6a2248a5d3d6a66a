import { TOUCHED, WAKE } from '../layout/layout.ts'
import { CHANGED, RISING } from '../layout/state.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent, isTrue } from './values.ts'

/** The time of the last tick of x. */
export function tickTime(site: Site): Operator {
  const [x] = site.inputs as [Port]
  const look = (i: number) => {
    if (!x.ticked(i)) return 0
    site.put(i, now(site.memory))
    return WAKE
  }
  return { look }
}

/** The first time at which c was true. */
export function onset(site: Site): Operator {
  const [c] = site.inputs as [Port]
  return { look: i => (c.woke(i) && isTrue(c.value(i)) ? first(site, i) : 0) }
}

/** The first time at which the instance's venue was alive, if the market of the run has its stream. */
export function live(lacks: readonly number[], site: Site): Operator {
  const { look } = onset(site)
  const lacking = new Set(lacks)
  return { look: i => (lacking.has(i) ? 0 : look(i)) }
}

/** The time of the run's first event, in whose step it is touched. */
export function started(site: Site): Operator {
  return { look: i => ((site.flags(i) & TOUCHED) === 0 ? 0 : first(site, i)) }
}

function first(site: Site, instance: number): number {
  if (!isAbsent(site.value(instance))) return 0
  site.put(instance, now(site.memory))
  return WAKE
}

/** x as it was at the last tick of c. */
export function sample(site: Site): Operator {
  const [x, c] = site.inputs as [Port, Port]
  const look = (i: number) => {
    if (!c.ticked(i)) return 0
    const value = x.value(i)
    site.put(i, value)
    return isAbsent(value) ? WAKE : TICKED
  }
  return { look }
}

/** Ticks when c becomes true. An unknown condition is looked through: true, unknown, true is one rise. */
export function rising(site: Site): Operator {
  const [c] = site.inputs as [Port]
  const look = (i: number) => {
    if (!c.woke(i)) return 0
    const condition = c.value(i)
    if (isAbsent(condition)) return WAKE
    const known = site.state(i) + RISING.known
    const rose = isTrue(condition) && site.memory.cells[known] === 0
    site.memory.keep(known, isTrue(condition) ? 1 : 0)
    return rose ? fire(site, i) : WAKE
  }
  return { look }
}

/** Ticks with x when its value is another than at its tick before. */
export function changed(site: Site): Operator {
  const [x] = site.inputs as [Port]
  const { memory } = site
  const look = (i: number) => {
    if (!x.ticked(i)) return 0
    const state = site.state(i)
    const value = x.value(i)
    const differs = memory.cells[state + CHANGED.ticked] === 1 && memory.cells[state + CHANGED.last] !== value
    memory.keep(state + CHANGED.ticked, 1)
    memory.keep(state + CHANGED.last, value)
    if (!differs) return WAKE
    site.put(i, value)
    return TICKED
  }
  return { look }
}

/** Ticks with e while c is true. */
export function filter(site: Site): Operator {
  const [e, c] = site.inputs as [Port, Port]
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    return e.ticked(i) && isTrue(c.value(i)) ? fire(site, i) : WAKE
  }
  return { look }
}

function fire(site: Site, instance: number): number {
  site.put(instance, now(site.memory))
  return TICKED
}
