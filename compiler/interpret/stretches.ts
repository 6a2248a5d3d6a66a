import type { Stretches } from '../layout/stretches.ts'
import { WINDOW } from '../layout/windows.ts'
import type { Fold } from './fold.ts'
import type { Site } from './site.ts'

/** As `blocks`, of a long window: suffixes are made stretch by stretch, from the right, each from the first of the next stretch. */
export function inStretches<P>(fold: Fold<P>, n: number, at: Stretches, { memory, inputs }: Site) {
  const { cells } = memory
  const tick = (state: number, place: number) => state + at.ticks + place * at.numbers
  const first = (state: number, place: number) => state + at.firsts + (place / at.size) * at.width
  const current = (state: number, place: number) => state + at.current + (place % at.size) * at.width

  /** Makes the suffixes from `last` down to the beginning of a stretch. */
  const unfold = (state: number, last: number, beginning: number) => {
    let suffix = last < n - 1 ? fold.load(cells, first(state, last + 1), n - 1 - last) : undefined
    for (let place = last; place >= beginning; place--) {
      const index = tick(state, place)
      const single = fold.single(cells[index]!, at.numbers > 1 ? cells[index + 1]! : Number.NaN, Number.NaN)
      suffix = suffix === undefined ? single : fold.merge(single, suffix)
      fold.save(memory, current(state, place), suffix)
      if (place % at.size === 0) fold.save(memory, first(state, place), suffix)
    }
  }

  return (state: number, single: P, instance: number): P | undefined => {
    const place = cells[state + WINDOW.place]!
    const prefix = place === 0 ? single : fold.merge(fold.load(cells, state + WINDOW.prefix, place), single)
    const next = place + 1
    memory.keep(state + WINDOW.place, next % n)
    fold.save(memory, state + WINDOW.prefix, prefix)
    for (const [k, input] of inputs.entries()) memory.keep(tick(state, place) + k, input.value(instance))
    if (next === n) {
      memory.keep(state + WINDOW.full, 1)
      unfold(state, n - 1, 0)
      return prefix
    }
    if (cells[state + WINDOW.full] !== 1) return undefined
    if (next % at.size === 0) unfold(state, Math.min(next + at.size, n) - 1, next)
    return fold.merge(fold.load(cells, current(state, next), n - next), prefix)
  }
}
