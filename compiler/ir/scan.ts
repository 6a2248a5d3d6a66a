import type { Pointwise } from './pointwise.ts'

/**
 * A state of k numbers and the step that gives the next. Values are numbered: the state from 0, then the inputs, then the
 * result of each step. When the node's clock ticks (an event input, or any input where none is an event) the steps are
 * evaluated with the present state, at first `init`; if the next state has no absent number it becomes the state and the
 * node ticks, else nothing changes. Value: the first number of the state, absent before its first tick.
 */
export interface ScanOp {
  readonly op: 'scan'
  readonly init: readonly number[]
  readonly steps: readonly ScanStep[]
  /** By number of the state: the value that comes next. */
  readonly next: readonly number[]
}

/** Pointwise functions as everywhere; `coalesce` (x, y) and `present` (x) as the operators of their names. */
export interface ScanStep {
  readonly fn: Pointwise | 'coalesce' | 'present'
  readonly args: readonly number[]
}

/** Inputs: [scan, bars or statistic], of the same instance. A number of its state: ticks, wakes and is absent with it. */
export interface PartOp {
  readonly op: 'part'
  readonly slot: number
}
