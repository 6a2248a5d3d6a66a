import type { Expr, RecordExpr, TextLiteral } from './expressions.ts'
import type { Ident } from './literals.ts'
import type { Node, TypeExpr } from './node.ts'

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
  /** The path is a string. */
  readonly quoted?: true
  readonly names?: readonly Ident[]
}
/** `venue kraken = ccxt.kraken { fees: { ... }, silent: 5s }` */
export interface Venue extends Node {
  readonly kind: 'venue'
  readonly name: Ident
  readonly adapter: Ident
  readonly settings: RecordExpr
}
/** `source social = kafka("social") { key: ticker, columns: { ticker: text }, at: time }` */
export interface Source extends Node {
  readonly kind: 'source'
  readonly name: Ident
  readonly is: Expr
  readonly settings: RecordExpr
}
/** `asset WBTC { venue: ethereum }` */
export interface AssetDecl extends Node {
  readonly kind: 'asset'
  readonly name: Ident
  readonly settings?: RecordExpr
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
/** `param clip = 2_000 USD in 100 USD .. 20_000 USD per s` */
export interface Param extends Node {
  readonly kind: 'param'
  readonly name: Ident
  readonly is: Expr
  /** A `..` expression or a list of choices. */
  readonly in?: Expr
  /** One value for each of these keys. */
  readonly per?: readonly Ident[]
}
/** `require fast < slow` */
export interface Require extends Node {
  readonly kind: 'require'
  readonly condition: Expr
}
/** `const rungs = 20` */
export interface Const extends Node {
  readonly kind: 'const'
  readonly name: Ident
  readonly is: Expr
}
/** `levels: number = 5` */
export interface FnParam {
  readonly name: Ident
  readonly type?: TypeExpr
  readonly default?: Expr
}
/** `fn depth(b, levels = 5): number = ...` */
export interface Fn extends Node {
  readonly kind: 'fn'
  readonly name: Ident
  readonly params: readonly FnParam[]
  readonly returns?: TypeExpr
  readonly is: Expr
}
/** `extern fn heat(mood: number, volume: number): number from "./heat.ts" { memory: 64 }` */
export interface Extern extends Node {
  readonly kind: 'extern'
  readonly name: Ident
  readonly params: readonly FnParam[]
  readonly returns: TypeExpr
  readonly from: TextLiteral
  readonly settings?: RecordExpr
}
