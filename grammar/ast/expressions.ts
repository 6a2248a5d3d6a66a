import type {
  AssetName,
  BoolLiteral,
  ClockLiteral,
  DateLiteral,
  DurationLiteral,
  Ident,
  NoneLiteral,
  NumberLiteral,
  SymbolLiteral,
  SymbolOf,
} from './literals.ts'
import type { Span } from './span.ts'

interface Node {
  readonly span: Span
}

/** `"{s}: buy"`: literal pieces and holes in order; `text` is what is written, with the quotes. */
export interface TextLiteral extends Node {
  readonly kind: 'text'
  readonly text: string
  readonly parts: readonly (string | Expr)[]
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
  | DateLiteral
  | ClockLiteral
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
