/** What is known of a stream some time after a row; `argmin`, `argmax`: the seconds from the row to the extreme. */
export const aheadAggregates = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last', 'argmin', 'argmax'] as const
export type AheadAggregate = (typeof aheadAggregates)[number]

export type AheadOp =
  /**
   * Inputs [x, e]. At each tick of e a row is made with x as it is then; `delay` µs later, in a step of its own, the node has
   * the row's value and ticks, if it has one. Rows that would exceed `most` are lost. Expiry timer.
   */
  | { readonly op: 'later'; readonly delay: number; readonly most: number }
  /**
   * Inputs [x, e]. Of x over (t, t + span] for each tick of e at t, said as by `later`; `held` (levels): x at t counts for
   * min, max, first, last, argmin and argmax.
   */
  | {
      readonly op: 'ahead'
      readonly aggregate: AheadAggregate
      readonly span: number
      readonly most: number
      readonly held: boolean
    }
