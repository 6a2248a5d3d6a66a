import type { Aggregate } from '../ir/graph.ts'
import { WAKE } from '../layout/layout.ts'
import { PREV, partialSlots, WINDOW } from '../layout/state.ts'
import { type Fold, moments, scalar } from './folds.ts'
import { type Operator, type Port, type Site, TICKED } from './site.ts'
import { isAbsent } from './values.ts'

/** The value x had n of its ticks before its last one. */
export function prev(n: number, site: Site): Operator {
  const { memory } = site
  const size = n + 1
  return counting(site, (state, x) => {
    const ticks = memory.cells[state + PREV.ticks]!
    memory.keep(state + PREV.ring + (ticks % size), x)
    memory.keep(state + PREV.ticks, ticks + 1)
    // The ring holds n + 1 ticks: the oldest is the one the next tick will replace.
    return ticks < n ? Number.NaN : memory.cells[state + PREV.ring + ((ticks + 1) % size)]!
  })
}

/** An aggregate of the last n ticks of x. */
export function window(aggregate: Aggregate, n: number, site: Site): Operator {
  if (aggregate === 'var' || aggregate === 'std') {
    const variance = blocks(moments, n, partialSlots(aggregate), site)
    return counting(site, (state, x) => {
      const all = variance(state, x)
      if (!all) return Number.NaN
      const value = all.m2 / (n - 1)
      return aggregate === 'std' ? Math.sqrt(value) : value
    })
  }
  const last = blocks(scalar[aggregate], n, partialSlots(aggregate), site)
  return counting(site, (state, x) => {
    const all = last(state, x) ?? Number.NaN
    return aggregate === 'mean' ? all / n : all
  })
}

/** Takes in the ticks of x; wakes with x, ticks with x once present. */
function counting(site: Site, take: (state: number, x: number) => number): Operator {
  const [x] = site.inputs as [Port]
  const look = (i: number) => {
    if (!x.woke(i)) return 0
    if (!x.ticked(i)) return WAKE
    site.put(i, take(site.state(i), x.value(i)))
    return isAbsent(site.value(i)) ? WAKE : TICKED
  }
  return { look }
}

/** Aligned blocks (see `Op` window): takes in a tick, returns the fold of the last n ticks, undefined before there were n. */
function blocks<P>(fold: Fold<P>, n: number, width: number, { memory }: Site) {
  const ring = WINDOW.prefix + width
  return (state: number, x: number): P | undefined => {
    const ticks = memory.cells[state + WINDOW.ticks]!
    const place = ticks % n
    const partial = (p: number) => state + ring + p * width
    const single = fold.single(x)
    const prefix = place === 0 ? single : fold.merge(fold.load(memory.cells, state + WINDOW.prefix, place), single)
    memory.keep(state + WINDOW.ticks, ticks + 1)
    fold.save(memory, state + WINDOW.prefix, prefix)
    fold.save(memory, partial(place), single)
    if (place < n - 1) {
      return ticks < n ? undefined : fold.merge(fold.load(memory.cells, partial(place + 1), n - 1 - place), prefix)
    }
    // The block is full: its elements become its suffixes, from the right.
    let suffix = single
    for (let p = n - 2; p >= 0; p--) {
      suffix = fold.merge(fold.load(memory.cells, partial(p), 1), suffix)
      fold.save(memory, partial(p), suffix)
    }
    return prefix
  }
}
