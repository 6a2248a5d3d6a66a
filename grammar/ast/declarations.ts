import type * as about from './about.ts'
import type * as acting from './acting.ts'
import type * as checking from './checking.ts'
import type { Expr } from './expressions.ts'
import type { Ident } from './literals.ts'
import type { Model, ModelItem } from './models.ts'
import type { Node } from './node.ts'
import type { Span } from './span.ts'
import type * as streams from './streams.ts'

/** `each s in symbols, v in venues where s != t { ... }` */
export interface Each extends Node {
  readonly kind: 'each'
  readonly keys: readonly { readonly name: Ident; readonly in: Expr }[]
  readonly where?: Expr
  readonly body: readonly Decl[]
}
/** `pair (a, b) in tickers when abs(corr(r[a], r[b], 250)) > 80% keep 30m at most 500 by score[a, b] { ... }` */
export interface Pair extends Node {
  readonly kind: 'pair'
  readonly first: Ident
  readonly second: Ident
  readonly in: Expr
  readonly when: Expr
  readonly keep?: Expr
  readonly most?: { readonly count: Expr; readonly by: Expr }
  readonly body: readonly Decl[]
}

export type Decl =
  | about.Header
  | about.Use
  | about.Venue
  | about.Source
  | about.AssetDecl
  | about.Peg
  | about.Universe
  | about.Param
  | about.Require
  | about.Const
  | about.Fn
  | about.Extern
  | streams.Let
  | streams.Feature
  | streams.Label
  | Model
  | streams.Signal
  | streams.Phase
  | acting.Cycle
  | acting.Quote
  | acting.Target
  | acting.OnDecl
  | acting.Portfolio
  | checking.Risk
  | streams.RecordDecl
  | checking.Alert
  | checking.Test
  | Each
  | Pair

/** What stands in the block of a declaration that is not `each` or `pair`. */
export type Item =
  | acting.Action
  | acting.State
  | acting.To
  | ModelItem
  | checking.RiskItem
  | checking.Given
  | checking.Expect

/** A `//` or `///` line, or the rest of a line, with its slashes. */
export interface Comment {
  readonly span: Span
  readonly text: string
}

/** One file as written. Declarations that could not be parsed are missing here and reported as diagnostics. */
export interface File {
  readonly path: string
  readonly text: string
  readonly decls: readonly Decl[]
  /** Names of what could not be read: that nothing else declares them is no second mistake. */
  readonly lost?: readonly string[]
  /** In order, descriptions of declarations included. */
  readonly comments: readonly Comment[]
}
