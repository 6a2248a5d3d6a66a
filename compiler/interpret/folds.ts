import type { Aggregate } from '../ir/windows.ts'
import type { Fold } from './fold.ts'
import { mean, moments, pairs } from './moments.ts'

/** The fold of an aggregate; its partials are its own affair. */
export function foldOf(aggregate: Aggregate): Fold<unknown> {
  return folds[aggregate]
}

/** The value of a window that holds no ticks. */
export function emptyValue(aggregate: Aggregate): number {
  return aggregate === 'count' || aggregate === 'sum' ? 0 : Number.NaN
}

const add = (older: number, newer: number) => older + newer

const count: Fold<number> = {
  single: () => 1,
  merge: add,
  load: (_, __, n) => n,
  save: () => {},
  value: n => n,
}

function number(merge: (older: number, newer: number) => number): Fold<number> {
  return {
    single: y => y,
    merge,
    load: (cells, index) => cells[index]!,
    save: (memory, index, partial) => {
      memory.keep(index, partial)
    },
    value: partial => partial,
  }
}

interface Extreme {
  readonly value: number
  readonly time: number
}

/** The time of the earliest extreme; `beats` is strict, so that of equal ones the older stays. */
function extreme(beats: (a: number, b: number) => boolean): Fold<Extreme> {
  return {
    single: (value, _, time) => ({ value, time }),
    merge: (older, newer) => (beats(newer.value, older.value) ? newer : older),
    load: (cells, index) => ({ value: cells[index]!, time: cells[index + 1]! }),
    save: (memory, index, { value, time }) => {
      memory.keep(index, value)
      memory.keep(index + 1, time)
    },
    value: ({ time }) => time,
  }
}

const folds: Record<Aggregate, Fold<unknown>> = {
  count,
  sum: number(add),
  mean,
  min: number((older, newer) => Math.min(older, newer)),
  max: number((older, newer) => Math.max(older, newer)),
  first: number(older => older),
  last: number((_, newer) => newer),
  argmin: extreme((a, b) => a < b),
  argmax: extreme((a, b) => a > b),
  var: moments((m2, n) => m2 / (n - 1)),
  std: moments((m2, n) => Math.sqrt(m2 / (n - 1))),
  cov: pairs((p, n) => p.c / (n - 1)),
  corr: pairs(p => Math.max(-1, Math.min(1, p.c / (Math.sqrt(p.m2y) * Math.sqrt(p.m2x))))),
  slope: pairs(p => p.c / p.m2x),
  intercept: pairs(p => p.anchorY + p.offsetY - (p.c / p.m2x) * (p.anchorX + p.offsetX)),
}
