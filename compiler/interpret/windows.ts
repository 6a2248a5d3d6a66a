import type { Aggregate } from '../ir/windows.ts'
import { WAKE } from '../layout/layout.ts'
import { partialSlots } from '../layout/partials.ts'
import { PREV } from '../layout/state.ts'
import { stretchesOf } from '../layout/stretches.ts'
import { SINCE, WINDOW } from '../layout/windows.ts'
import type { Fold } from './fold.ts'
import { emptyValue, foldOf } from './folds.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { inStretches } from './stretches.ts'
import { now } from './time.ts'
import { isAbsent } from './values.ts'

/** What a window aggregates: one input, or two whose ticks at one step are a pair. */
export interface Ticks {
  ticked(instance: number): boolean
  single<P>(fold: Fold<P>, instance: number): P
}

/** The aggregated inputs of a window: all but the last `others`. */
export function ticksOf(site: Site, others: number): Ticks {
  const inputs = site.inputs.slice(0, site.inputs.length - others)
  const [y, x] = inputs as [Port, Port?]
  return {
    ticked: i => inputs.every(input => input.ticked(i)),
    single: (fold, i) => fold.single(y.value(i), x ? x.value(i) : Number.NaN, now(site.memory)),
  }
}

/** The value x had n of its ticks before its last one. */
export function prev(n: number, site: Site): Operator {
  const { memory } = site
  const [x] = site.inputs as [Port]
  const size = n + 1
  return counting(site, ticksOf(site, 0), i => {
    const state = site.state(i)
    const place = memory.cells[state + PREV.place]!
    const next = (place + 1) % size
    memory.keep(state + PREV.ring + place, x.value(i))
    memory.keep(state + PREV.place, next)
    if (next === 0) memory.keep(state + PREV.full, 1)
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    return memory.cells[state + PREV.full] === 1 ? memory.cells[state + PREV.ring + next]! : Number.NaN
  })
}

/** The value x had some of its ticks before its last one: as many as the instance says, n at most. */
export function lagged(n: number, site: Site): Operator {
  const { memory } = site
  const [x, lag] = site.inputs as [Port, Port]
  const size = n + 1
  return counting(site, ticksOf(site, 1), i => {
    const state = site.state(i)
    const place = memory.cells[state + PREV.place]!
    const wasFull = memory.cells[state + PREV.full] === 1
    memory.keep(state + PREV.ring + place, x.value(i))
    memory.keep(state + PREV.place, (place + 1) % size)
    if (place === n) memory.keep(state + PREV.full, 1)
    const at = place - lag.value(i)
    if (at >= 0) return memory.cells[state + PREV.ring + at]!
    return wasFull ? memory.cells[state + PREV.ring + at + size]! : Number.NaN
  })
}

/** An aggregate of the last n ticks. */
export function window(aggregate: Aggregate, n: number, site: Site): Operator {
  const fold = foldOf(aggregate)
  const ticks = ticksOf(site, 0)
  const stretches = stretchesOf(aggregate, n)
  const take = stretches ? inStretches(fold, n, stretches, site) : blocks(fold, n, partialSlots(aggregate), site)
  return counting(site, ticks, i => {
    const all = take(site.state(i), ticks.single(fold, i), i)
    return all === undefined ? Number.NaN : fold.value(all, n)
  })
}

/** An aggregate of the ticks since the last tick of e, which is the last input. */
export function sinceWindow(aggregate: Aggregate, held: boolean, site: Site): Operator {
  const { memory } = site
  const fold = foldOf(aggregate)
  const ticks = ticksOf(site, 1)
  const x = site.inputs[0]!
  const e = site.inputs.at(-1)!
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    const state = site.state(i)
    const partial = state + SINCE.partial
    const restarts = e.ticked(i)
    const before = restarts ? 0 : memory.cells[state + SINCE.count]!
    if (restarts) memory.keep(state + SINCE.open, 1)
    const open = memory.cells[state + SINCE.open] === 1
    const takes = restarts ? held && !isAbsent(x.value(i)) : open && ticks.ticked(i)
    const count = before + (takes ? 1 : 0)
    memory.keep(state + SINCE.count, count)
    if (takes) {
      const single = ticks.single(fold, i)
      fold.save(memory, partial, before === 0 ? single : fold.merge(fold.load(memory.cells, partial, before), single))
    }
    const value = count === 0 ? emptyValue(aggregate) : fold.value(fold.load(memory.cells, partial, count), count)
    site.put(i, open ? value : Number.NaN)
    return ticks.ticked(i) && !isAbsent(site.value(i)) ? TICKED : WAKE
  }
  return { look }
}

/** Takes in ticks; wakes with its inputs, ticks with theirs once present. */
export function counting(site: Site, ticks: Ticks, take: (instance: number) => number): Operator {
  const look = (i: number) => {
    if (!site.woke(i)) return 0
    if (!ticks.ticked(i)) return WAKE
    site.put(i, take(i))
    return isAbsent(site.value(i)) ? WAKE : TICKED
  }
  return { look }
}

/** Aligned blocks (see `WindowOp`): takes in a tick, returns the fold of the last n, undefined before there were n. */
function blocks<P>(fold: Fold<P>, n: number, width: number, { memory }: Site) {
  const ring = WINDOW.prefix + width
  return (state: number, single: P): P | undefined => {
    const place = memory.cells[state + WINDOW.place]!
    const partial = (p: number) => state + ring + p * width
    const prefix = place === 0 ? single : fold.merge(fold.load(memory.cells, state + WINDOW.prefix, place), single)
    memory.keep(state + WINDOW.place, (place + 1) % n)
    fold.save(memory, state + WINDOW.prefix, prefix)
    fold.save(memory, partial(place), single)
    if (place < n - 1) {
      if (memory.cells[state + WINDOW.full] !== 1) return undefined
      return fold.merge(fold.load(memory.cells, partial(place + 1), n - 1 - place), prefix)
    }
    memory.keep(state + WINDOW.full, 1)
    // The block is full: its elements become its suffixes, from the right.
    let suffix = single
    for (let p = n - 2; p >= 0; p--) {
      suffix = fold.merge(fold.load(memory.cells, partial(p), 1), suffix)
      fold.save(memory, partial(p), suffix)
    }
    return prefix
  }
}
