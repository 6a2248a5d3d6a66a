import { evaluator } from '../kernel/straight_line.ts'
import { pow } from '../kernel/transcendental.ts'
import { WAKE } from '../layout/layout.ts'
import { DECAY } from '../layout/state.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { now } from './time.ts'
import { isAbsent } from './values.ts'

/** The exponential average over ticks. */
export function ema(n: number, site: Site): Operator {
  const weight = 2 / (n + 1)
  return averaging(site, (before, x) => before + (x - before) * weight)
}

/** The exponential average in time: the weight of the past halves every half-life (µs). */
export function decay(halfLife: number, site: Site): Operator {
  const { memory } = site
  const power = evaluator(pow)
  return averaging(site, (before, x, i) => {
    const last = site.state(i) + DECAY.last
    const elapsed = now(memory) - memory.cells[last]!
    memory.keep(last, now(memory))
    if (isAbsent(before)) return x
    return elapsed === 0 ? before : x + (before - x) * power(0.5, elapsed / halfLife)
  })
}

/** Moves from its first tick on; its memory is its value, and `next` of an absent one is not used. */
function averaging(site: Site, next: (before: number, x: number, instance: number) => number): Operator {
  const [x] = site.inputs as [Port]
  const look = (i: number) => {
    if (!x.woke(i)) return 0
    if (!x.ticked(i)) return WAKE
    const before = site.value(i)
    const moved = next(before, x.value(i), i)
    site.put(i, isAbsent(before) ? x.value(i) : moved)
    return isAbsent(site.value(i)) ? WAKE : TICKED
  }
  return { look }
}
