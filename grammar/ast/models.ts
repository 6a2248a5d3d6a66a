import type { Arg, Expr, List } from './expressions.ts'
import type { DateLiteral, Ident } from './literals.ts'
import type { Node } from './node.ts'

/** `model scorer = gbdt(depth: 5) per s { predict reward from [flow] ... }` */
export interface Model extends Node {
  readonly kind: 'model'
  readonly name: Ident
  readonly family: Ident
  readonly args?: readonly Arg[]
  /** One model for each of these keys. */
  readonly per?: readonly Ident[]
  readonly body: readonly ModelItem[]
}
/** `predict fwd from last 100 of [ret, span] on i.bars(1m)` */
export interface Predict extends Node {
  readonly kind: 'predict'
  readonly label: Expr
  /** How many steps of each input. */
  readonly last?: Expr
  readonly from: List
  readonly on?: Expr
}
/** `rows at candidate at most 10_000 pending`, `rows every 1s` */
export interface Rows extends Node {
  readonly kind: 'rows'
  readonly each: 'at' | 'every'
  /** An event after `at`, a period after `every`. */
  readonly clock: Expr
  readonly pending?: Expr
}
/** `train every 7d on last 90d at least 1_000 rows` */
export interface Train extends Node {
  readonly kind: 'train'
  readonly every: Expr
  readonly last?: Expr
  readonly least?: Expr
}
/** `validate walk_forward(folds: 5)` */
export interface Validate extends Node {
  readonly kind: 'validate'
  readonly by: Expr
}
/** `promote when better by 5%` */
export interface Promote extends Node {
  readonly kind: 'promote'
  readonly when: Expr
  readonly by?: Expr
}
/** `fitted_until 2026-06-30` */
export interface FittedUntil extends Node {
  readonly kind: 'fitted_until'
  readonly date: DateLiteral
}
export type ModelItem = Predict | Rows | Train | Validate | Promote | FittedUntil
