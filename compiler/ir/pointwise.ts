/** Pointwise functions, strict in absence unless said; a result that is not finite is absent. */
export type Pointwise =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'sign'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'min'
  | 'max'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'eq'
  | 'ne'
  /** Kleene: false and unknown is false, true or unknown is true. */
  | 'and'
  | 'or'
  | 'not'
  /** As in compiler/kernel: one definition for every evaluator. `pow` is (base, exponent). */
  | 'exp'
  | 'log'
  | 'pow'
  /** (condition, then, else): an unknown condition gives absent. */
  | 'if'
  /** (time a, time b) → seconds from b to a; (time, seconds) → time, the seconds rounded to whole µs (half up). */
  | 'elapsed'
  | 'later'
  /** Of a time, in UTC. */
  | 'hour'
  | 'minute'
  /** Of a time, in UTC: 1 is Monday, 7 is Sunday. */
  | 'weekday'
  /** Of a time, in UTC: the day of its month, from 1. */
  | 'day'
  /** (x, step): n * step with n = |x / step| to the nearest whole number, halves up, and x / step's sign. */
  | 'round'
  /** (x, step): as `round`, with n = floor(|x / step| + 1e-9): towards 0, a billionth of a step forgiven. */
  | 'round_down'
