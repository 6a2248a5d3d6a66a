import type { Expr } from './expressions.ts'
import type { Ident } from './literals.ts'
import type { Node, TypeExpr } from './node.ts'

/** `let mid = (q.bid + q.ask) / 2` */
export interface Let extends Node {
  readonly kind: 'let'
  readonly name: Ident
  readonly is: Expr
}
/** `feature spread = bid / ask - 1` */
export interface Feature extends Node {
  readonly kind: 'feature'
  readonly name: Ident
  readonly is: Expr
}
/** `label paid for opportunity = arb.profit > 0`: with `for`, one row per event. */
export interface Label extends Node {
  readonly kind: 'label'
  readonly name: Ident
  readonly for?: Ident
  readonly is: Expr
}
/** `signal up(side) when c for 2s`, `signal e = f when c`. */
export interface Signal extends Node {
  readonly kind: 'signal'
  readonly name: Ident
  readonly payload: readonly Ident[]
  /** The event that is filtered; without it the signal is the rising edge of `when`. */
  readonly is?: Expr
  readonly when?: Expr
  readonly for?: Expr
}
/** `phase mode { rules until n > 1_000  scored }`: goes forward only. */
export interface Phase extends Node {
  readonly kind: 'phase'
  readonly name: Ident
  readonly steps: readonly { readonly name: Ident; readonly until?: Expr }[]
}
/** `record opportunity as opportunities { symbol: s as varchar(20), profit }` */
export interface RecordDecl extends Node {
  readonly kind: 'record'
  readonly on: Expr
  readonly table: Ident
  readonly columns: readonly { readonly name: Ident; readonly value: Expr; readonly type?: TypeExpr }[]
}
