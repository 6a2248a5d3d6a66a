import type { Span } from './span.ts'

/** A product of powers of assets and seconds as written: `USDT/BTC`, `1/s`. */
export interface UnitExpr {
  readonly span: Span
  readonly factors: readonly UnitFactor[]
}
/** `name` is an asset (`USDT`), `s` for seconds, or a dotted key (`s.base`, `a`). */
export interface UnitFactor {
  readonly name: string
  readonly power: number
}

/** A name with the place it stands at. */
export interface Ident {
  readonly name: string
  readonly span: Span
}

interface Node {
  readonly span: Span
}

/** `5_000`, `100 USDT`, `0.001[1/s]`; also ratios: `0.5%` and `20bps` hold their plain value (0.005, 0.002). */
export interface NumberLiteral extends Node {
  readonly kind: 'number'
  readonly value: number
  readonly text: string
  readonly unit?: UnitExpr
}
/** `1h30m`: whole microseconds. */
export interface DurationLiteral extends Node {
  readonly kind: 'duration'
  readonly micros: number
  readonly text: string
}
/** `"{s}: buy"`: literal pieces and holes in order. */
export interface TextLiteral extends Node {
  readonly kind: 'text'
  readonly parts: readonly (string | Expr)[]
}
/** `BTC/USDT`, `BTC/USD inverse perp`, `BTC/USDT 2027-03-26`; suffix is '', 'perp', 'inverse perp' or a date. */
export interface SymbolLiteral extends Node {
  readonly kind: 'symbol'
  readonly base: string
  readonly quote: string
  readonly suffix: string
}
/** `a/EUR`: the instrument whose base is the asset variable a. */
export interface SymbolOf extends Node {
  readonly kind: 'symbol_of'
  readonly base: Ident
  readonly quote: string
  readonly suffix: string
}
/** An all-capitals word: an asset or an enum constant. */
export interface AssetName extends Node {
  readonly kind: 'asset'
  readonly name: string
}
export interface BoolLiteral extends Node {
  readonly kind: 'bool'
  readonly value: boolean
}
export interface NoneLiteral extends Node {
  readonly kind: 'none'
}
export interface Name extends Node {
  readonly kind: 'name'
  readonly name: string
}
/** `x.f` */
export interface Member extends Node {
  readonly kind: 'member'
  readonly of: Expr
  readonly name: Ident
}
/** `x[k, j]` */
export interface Index extends Node {
  readonly kind: 'index'
  readonly of: Expr
  readonly keys: readonly Expr[]
}
/** `f(a, b: c)` */
export interface Call extends Node {
  readonly kind: 'call'
  readonly of: Expr
  readonly args: readonly Arg[]
}
/** `next 20m` has kind 'next'; `30m by 1s` has panes; `x on c` is an `On` expression, `c for 2s` a `Lasting` one. */
export type Arg =
  | { readonly kind: 'positional'; readonly value: Expr; readonly panes?: Expr; readonly span: Span }
  | { readonly kind: 'named'; readonly name: Ident; readonly value: Expr; readonly span: Span }
  /** `s -> s + x` */
  | { readonly kind: 'lambda'; readonly name: Ident; readonly body: Expr; readonly span: Span }
  | { readonly kind: 'next'; readonly horizon: Expr; readonly span: Span }
/** `x@row`, `x@entry`, `x@state`. */
export interface Mark extends Node {
  readonly kind: 'mark'
  readonly of: Expr
  readonly mark: string
}
export interface Unary extends Node {
  readonly kind: 'unary'
  readonly op: '-' | '+' | 'not'
  readonly of: Expr
}
export type BinaryOp =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '??'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'in'
  | 'not in'
  | 'and'
  | 'or'
  | '..'
export interface Binary extends Node {
  readonly kind: 'binary'
  readonly op: BinaryOp
  readonly opSpan: Span
  readonly left: Expr
  readonly right: Expr
}
/** `x over s in symbols`; without `name`, `x over symbols`. */
export interface Over extends Node {
  readonly kind: 'over'
  readonly of: Expr
  readonly name?: Ident
  readonly in: Expr
}
/** `x fresh 5s` */
export interface Fresh extends Node {
  readonly kind: 'fresh'
  readonly of: Expr
  readonly age: Expr
}
/** `x on c`, inside brackets or arguments only. */
export interface On extends Node {
  readonly kind: 'on'
  readonly of: Expr
  readonly clock: Expr
}
/** `c for 10s`, inside brackets or arguments only. */
export interface Lasting extends Node {
  readonly kind: 'lasting'
  readonly of: Expr
  readonly for: Expr
}
/** `every 1s` */
export interface Every extends Node {
  readonly kind: 'every'
  readonly period: Expr
}
export interface If extends Node {
  readonly kind: 'if'
  readonly condition: Expr
  readonly then: Expr
  readonly else: Expr
}
/** `match { c -> x, else -> y }` or `match v { A -> x }`. */
export interface Match extends Node {
  readonly kind: 'match'
  readonly subject?: Expr
  readonly arms: readonly { readonly when?: Expr; readonly then: Expr; readonly span: Span }[]
}
/** `{ let a = x  return a * 2 }` */
export interface Block extends Node {
  readonly kind: 'block'
  readonly lets: readonly { readonly name: Ident; readonly is: Expr; readonly span: Span }[]
  readonly result: Expr
}
/** `{ a: x, b }`; the shorthand `b` has the name b as its value. */
export interface RecordExpr extends Node {
  readonly kind: 'record'
  readonly fields: readonly { readonly name: Ident; readonly value: Expr }[]
}
export interface List extends Node {
  readonly kind: 'list'
  readonly items: readonly Expr[]
}

export type Expr =
  | NumberLiteral
  | DurationLiteral
  | TextLiteral
  | SymbolLiteral
  | SymbolOf
  | AssetName
  | BoolLiteral
  | NoneLiteral
  | Name
  | Member
  | Index
  | Call
  | Mark
  | Unary
  | Binary
  | Over
  | Fresh
  | On
  | Lasting
  | Every
  | If
  | Match
  | Block
  | RecordExpr
  | List
