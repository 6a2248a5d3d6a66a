/**
 * Inputs: one per member of a universe, in canonical order. Reads all of them whenever one wakes; ticks when one ticks and
 * it is present.
 * - `sum`, `mean`: absent when an input is. The sum of n > 1 inputs is that of the first m plus that of the others, m the
 *   greatest power of two below n; the mean is the sum / n.
 * - `var`, `std`: absent when an input is, and of one. The sum of the squared distances from the mean, added as `sum` does,
 *   / (n - 1), and its root.
 * - `min`, `max`: of the present inputs; absent without any.
 * - `first`, `last`: the first and the last of the present inputs.
 * - `quantile`: of the present inputs, interpolated between the two order statistics around q · (n - 1).
 * - `argmin`, `argmax`: of the present inputs the first that has the least or greatest value: its number in `members`.
 * - `count`: how many inputs are true (1); never absent.
 */
export interface OverOp {
  readonly op: 'over'
  readonly fold: KeyFold
  /** Numbers in a column's `choices`; empty unless an arg… is asked for. */
  readonly members: readonly number[]
  /** Of a quantile: from 0 to 1. */
  readonly q?: number
}

export type KeyFold =
  | 'sum'
  | 'mean'
  | 'min'
  | 'max'
  | 'argmin'
  | 'argmax'
  | 'count'
  | 'var'
  | 'std'
  | 'first'
  | 'last'
  | 'quantile'
