/** What is known of a stream some time after a row; `argmin`, `argmax`: the seconds from the row to the extreme. */
export const aheadAggregates = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last', 'argmin', 'argmax'] as const
export type AheadAggregate = (typeof aheadAggregates)[number]

/** They look at the value in force at the row too, if x is a level; `last` then is the value in force at the end. */
export const aheadHolding: ReadonlySet<AheadAggregate> = new Set(['min', 'max', 'first', 'argmin', 'argmax'])

/**
 * Rows wait for their time, first in, first out: a row that has come of age is told in a step of its own, after all events
 * of its time. A row that would be one more than `most` is lost, and counted.
 */
export type AheadOp =
  /**
   * Inputs [x, e]. At each tick of e a row is made with x as it is then; `delay` µs later the node has that value, and ticks if
   * there is one.
   */
  | { readonly op: 'later'; readonly delay: number; readonly most: number }
  /**
   * Inputs [x, e]. Of the ticks of x in the steps after a tick of e at t, up to t + `span`, told then. `held` (x is a level):
   * see `aheadHolding`.
   */
  | {
      readonly op: 'ahead'
      readonly aggregate: AheadAggregate
      readonly span: number
      readonly most: number
      readonly held: boolean
    }
