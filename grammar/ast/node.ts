import type { Expr } from './expressions.ts'
import type { Ident } from './literals.ts'
import type { Span } from './span.ts'

/** What declarations, and the items of their blocks, have in common. */
export interface Node {
  readonly span: Span
  /** The text of the `///` lines before the declaration, without the slashes. */
  readonly doc?: string
}

/** `when c for 2s` */
export interface When extends Node {
  readonly kind: 'when'
  readonly condition: Expr
  readonly for?: Expr
}

/** `price[a, b]`, `varchar(20)`, `number` */
export interface TypeExpr {
  readonly span: Span
  readonly name: Ident
  /** Between square brackets. */
  readonly keys?: readonly Expr[]
  /** Between round brackets. */
  readonly args?: readonly Expr[]
}
