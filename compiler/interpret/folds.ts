import type { Aggregate } from '../ir/graph.ts'
import type { Memory } from './memory.ts'

/** How ticks are aggregated: partial aggregates P of neighbouring runs of ticks, merged with the older on the left. */
export interface Fold<P> {
  single(x: number): P
  merge(older: P, newer: P): P
  /** The partial aggregate of `count` ticks that stands in memory from a slot on. */
  load(cells: Float64Array, index: number, count: number): P
  save(memory: Memory, index: number, partial: P): void
}

/** Aggregates whose partial is one number. */
export const scalar: Record<Exclude<Aggregate, 'var' | 'std'>, Fold<number>> = {
  sum: number((older, newer) => older + newer),
  mean: number((older, newer) => older + newer),
  min: number((older, newer) => Math.min(older, newer)),
  max: number((older, newer) => Math.max(older, newer)),
  first: number(older => older),
}

function number(merge: (older: number, newer: number) => number): Fold<number> {
  return {
    single: x => x,
    merge,
    load: (cells, index) => cells[index]!,
    save: (memory, index, partial) => {
      memory.keep(index, partial)
    },
  }
}

/** A run of ticks by its count, mean and sum of squared distances from the mean. */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly m2: number
}

/** Merged as in Chan, Golub, LeVeque (1979). The order of operations is part of the semantics: it decides the last bits. */
export const moments: Fold<Moments> = {
  single: x => ({ count: 1, mean: x, m2: 0 }),
  merge: (older, newer) => {
    const count = older.count + newer.count
    const delta = newer.mean - older.mean
    return {
      count,
      mean: older.mean + (delta * newer.count) / count,
      m2: older.m2 + newer.m2 + delta * delta * ((older.count * newer.count) / count),
    }
  },
  load: (cells, index, count) => ({ count, mean: cells[index]!, m2: cells[index + 1]! }),
  save: (memory, index, { mean, m2 }) => {
    memory.keep(index, mean)
    memory.keep(index + 1, m2)
  },
}
