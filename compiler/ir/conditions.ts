/** Operators on conditions and on changes. Ticks and wakes as for every `Op`, unless said otherwise. */
export type ConditionOp =
  /**
   * Inputs [c]: looks when c wakes; ticks when c is true and its last known value was not true (initially not true).
   * Value: the time it last ticked, absent before.
   */
  | { readonly op: 'rising' }
  /** Inputs [e, c]: ticks when e ticks while c is true. Value as `rising`. */
  | { readonly op: 'filter' }
  /**
   * Inputs [x]: ticks at ticks of x whose value differs from that of the tick before; x's first tick is none.
   * Value: x as it was when it last ticked, absent before. Wakes with x's ticks.
   */
  | { readonly op: 'changed' }
  /**
   * Inputs [c, seconds]: looks when an input wakes and at its timer. Absent while c or the seconds are; 0 while c is
   * false; else 1 if c was true at every look since one that is `seconds` (in whole µs, half up) old or older, 0 before.
   * Never ticks; wakes when it looks. Expiry timer.
   */
  | { readonly op: 'held' }
