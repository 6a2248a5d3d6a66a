import type { Expr, Ident, RecordExpr } from './expressions.ts'
import type { Span } from './span.ts'

interface Node {
  readonly span: Span
  /** The text of the `///` lines before the declaration, without the slashes. */
  readonly doc?: string
}

/** `strategy venue_spreads in USD { baseline: inventory }` or `library stats`. */
export interface Header extends Node {
  readonly kind: 'header'
  readonly what: 'strategy' | 'library'
  readonly name: Ident
  readonly reporting?: Ident
  readonly settings?: RecordExpr
}
/** `use std.stats (summary)`; without names, everything. */
export interface Use extends Node {
  readonly kind: 'use'
  /** `std.stats`, or the text of a string path. */
  readonly path: Ident
  readonly names?: readonly Ident[]
}
/** `venue kraken = ccxt.kraken { fees: { ... }, silent: 5s }` */
export interface Venue extends Node {
  readonly kind: 'venue'
  readonly name: Ident
  readonly adapter: Ident
  readonly settings: RecordExpr
}
/** `peg USDT = USD within 50bps by kraken[USDT/USD]` */
export interface Peg extends Node {
  readonly kind: 'peg'
  readonly asset: Ident
  readonly equals: Ident
  readonly within: Expr
  readonly by: Expr
}
/** `universe symbols: *\/USD = [...]` */
export interface Universe extends Node {
  readonly kind: 'universe'
  readonly name: Ident
  readonly of?: Ident
  readonly is: Expr
}
/** `param clip = 2_000 USD in 100 USD .. 20_000 USD` */
export interface Param extends Node {
  readonly kind: 'param'
  readonly name: Ident
  readonly is: Expr
  /** A `..` expression or a list of choices. */
  readonly in?: Expr
}
/** `require fast < slow` */
export interface Require extends Node {
  readonly kind: 'require'
  readonly condition: Expr
}
export interface Const extends Node {
  readonly kind: 'const'
  readonly name: Ident
  readonly is: Expr
}
/** `fn depth(b, levels = 5) = ...` */
export interface Fn extends Node {
  readonly kind: 'fn'
  readonly name: Ident
  readonly params: readonly { readonly name: Ident; readonly default?: Expr }[]
  readonly is: Expr
}
export interface Let extends Node {
  readonly kind: 'let'
  readonly name: Ident
  readonly is: Expr
}
export interface Feature extends Node {
  readonly kind: 'feature'
  readonly name: Ident
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
/** `record opportunity as opportunities { symbol: s, profit }` */
export interface RecordDecl extends Node {
  readonly kind: 'record'
  readonly on: Expr
  readonly table: Ident
  readonly columns: readonly { readonly name: Ident; readonly value: Expr; readonly type?: Ident }[]
}
/** `each s in symbols, v in venues where s != t { ... }` */
export interface Each extends Node {
  readonly kind: 'each'
  readonly keys: readonly { readonly name: Ident; readonly in: Expr }[]
  readonly where?: Expr
  readonly body: readonly Decl[]
}

export type Decl =
  | Header
  | Use
  | Venue
  | Peg
  | Universe
  | Param
  | Require
  | Const
  | Fn
  | Let
  | Feature
  | Signal
  | RecordDecl
  | Each

/** One file as written. Declarations that could not be parsed are missing here and reported as diagnostics. */
export interface File {
  readonly path: string
  readonly text: string
  readonly decls: readonly Decl[]
}
