import type { Memory } from './memory.ts'

/** How ticks are aggregated: partial aggregates P of neighbouring runs of ticks, merged with the older on the left. */
export interface Fold<P> {
  /** One tick: of two inputs y and x, of one its value is y; `time` is that of the step. */
  single(y: number, x: number, time: number): P
  merge(older: P, newer: P): P
  /** The partial aggregate of `count` ticks that stands in memory from a slot on. */
  load(cells: Float64Array, index: number, count: number): P
  save(memory: Memory, index: number, partial: P): void
  /** What the aggregate of `count` ≥ 1 ticks is. */
  value(partial: P, count: number): number
}
