/**
 * What a window says of its ticks. `var`, `std`, `cov` divide by n - 1 (one tick: absent). Of equal extremes the earliest
 * counts; `argmin` and `argmax` are its time. `cov`, `corr`, `slope`, `intercept` are of two inputs [y, x], whose ticks at
 * one step are one pair; the line is y = intercept + slope · x.
 */
export type Aggregate = SingleAggregate | PairAggregate
export type SingleAggregate =
  | 'count'
  | 'sum'
  | 'mean'
  | 'var'
  | 'std'
  | 'min'
  | 'max'
  | 'first'
  | 'last'
  | 'argmin'
  | 'argmax'
export type PairAggregate = 'cov' | 'corr' | 'slope' | 'intercept'

/** Those that, over a level, also see the value in force where the window begins. */
export const holding: ReadonlySet<Aggregate> = new Set(['min', 'max', 'first', 'last', 'argmin', 'argmax'])

/**
 * A window is a function of its contents, never of when it was read. A partial aggregate of a run of ticks is made by
 * merging those of neighbouring runs, the older on the left; which runs are merged in which order is fixed by aligned
 * blocks, so the bits are the same under every schedule of reads.
 *
 * Partials: sums are added. A mean is anchor + offset, where the anchor is the oldest tick of the run, so all that is
 * rounded is of the size of the differences; moments are that and M2. Merging a (older) and b, with
 * n = a.n + b.n, s = b.n / n, δ = (b.anchor - a.anchor) + (b.offset - a.offset), w = a.n · s, as Chan, Golub, LeVeque (1979):
 * offset = a.offset + δ · s, M2 = (a.M2 + b.M2) + δ · δ · w, and of pairs C = (a.C + b.C) + δx · δy · w.
 * var = M2 / (n - 1), std its root, cov = C / (n - 1), slope = C / M2x, intercept = mean y - slope · mean x,
 * corr = C / (√M2y · √M2x), held within ±1. Means of y and x there are anchor + offset.
 *
 * All tick with x (of two inputs: when both tick) once present, and wake when any input wakes.
 */
export type WindowOp =
  /**
   * Inputs [x] or [y, x]: the last n ticks; absent before there were n. Ticks are numbered from 0; block b holds ticks
   * bn … bn+n-1; the window ending at tick i, p = i mod n, is suffix(p+1) of the block before merged with the prefix
   * 0 … p of the current one; at p = n-1 it is the whole block's prefix. A suffix adds its elements from the right, a
   * prefix from the left.
   */
  | { readonly op: 'window'; readonly aggregate: Aggregate; readonly n: number }
  /**
   * Inputs [x, live] or [y, x, live]: the ticks in (now - span, now]; span in µs. Volatile. Absent before now - live ≥
   * span. Without ticks `count` and `sum` are 0, the others absent. Block k holds the ticks in (k·span, (k+1)·span]; the
   * window is the suffix of the previous block that is younger than now - span, merged with the prefix of the current.
   *
   * `held`: x is a level and counts with the value in force at now - span, as if it ticked then: that of the last tick up
   * to then, unless x woke absent since it and up to then. It is the leftmost element of the suffix, or if its block is
   * older than the previous one, merged to the left of the suffix.
   *
   * At most `capacity` ticks of a block are kept. The rest is counted as lost, and the window is absent while its time
   * holds a loss. Expiry timer: when the window becomes empty.
   */
  | {
      readonly op: 'time_window'
      readonly aggregate: Aggregate
      readonly span: number
      readonly capacity: number
      readonly held: boolean
    }
  /**
   * Inputs as of `time_window`: the last span / pane panes, the current one included. Pane j holds the ticks in (j·pane,
   * (j+1)·pane], merged from the left; a read at now is in the pane that holds now. Volatile, absent, empty and timed as
   * `time_window`. Blocks are the panes within (k·span, (k+1)·span]. The value is suffix ⊕ (prefix ⊕ current pane): the
   * suffix of the previous block, added from the right, the prefix of the current block's finished panes from the left;
   * empty ones are left out. `held`: each pane begins with the value in force at its beginning, as if it ticked then.
   */
  | {
      readonly op: 'pane_window'
      readonly aggregate: Aggregate
      readonly span: number
      readonly pane: number
      readonly held: boolean
    }
  /**
   * Inputs [x, e] or [y, x, e]: the ticks in the steps after the last tick of e, merged from the left; absent before e.
   * `held`: begins with the value of x in the step of e, if present. Empty as `time_window`.
   */
  | { readonly op: 'since_window'; readonly aggregate: Aggregate; readonly held: boolean }
  /**
   * Inputs [x]: of the last n ticks in ascending order v, at rank r = q · (n - 1), i = ⌊r⌋: v[i] + (v[i+1] - v[i]) · (r - i).
   * -0 counts as 0. Absent before there were n ticks.
   */
  | { readonly op: 'quantile'; readonly q: number; readonly n: number }
  /** Inputs [x, live]: the same of the ticks in (now - span, now]; absent without ticks, else as `time_window`; at most
   * `capacity` ticks at once, further ones are lost. */
  | { readonly op: 'time_quantile'; readonly q: number; readonly span: number; readonly capacity: number }

/** Windows that move with time: volatile, with `live` as their last input. */
export type MovingOp = Extract<WindowOp, { readonly op: 'time_window' | 'pane_window' | 'time_quantile' }>
