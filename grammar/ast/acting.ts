import type { Alert } from './checking.ts'
import type { Expr, List } from './expressions.ts'
import type { Ident } from './literals.ts'
import type { Promote } from './models.ts'
import type { Node, When } from './node.ts'
import type { Let } from './streams.ts'

/** `cycle carry { let held = owned(thin, a)  state idle { ... } }`: the first state is the rest state. */
export interface Cycle extends Node {
  readonly kind: 'cycle'
  readonly name: Ident
  readonly body: readonly (Let | State)[]
}
/** `state making { quote bid on i at fair  to idle after 10m }` */
export interface State extends Node {
  readonly kind: 'state'
  readonly name: Ident
  readonly body: readonly (Action | To)[]
}
/** `to closing when arrived`; the state `back` is the one before. */
export interface To extends Node {
  readonly kind: 'to'
  readonly state: Ident
  readonly edge: Edge
}
/** `on entry when calm { trade [i: clip] as market exit { after 5s } }` */
export interface OnDecl extends Node {
  readonly kind: 'on'
  readonly event: Expr
  readonly when?: Expr
  readonly body: readonly Action[]
}
export type Action = Let | Quote | Target | Trade | Order | Transfer | Alert | Retrain | Optimize

/** `after 20m`, `at session.close - 5m`, `absent 2m` */
export interface Timed extends Node {
  readonly kind: 'after' | 'at' | 'absent'
  readonly is: Expr
}
/** What leaves a state or a trade. */
export type Edge = When | Timed

/** `quote bid on spot at price size clip as post_only when edge > 0` */
export interface Quote extends Node {
  readonly kind: 'quote'
  readonly side: Ident
  readonly on: Expr
  readonly terms: readonly OrderTerm[]
  readonly when?: When
}
/** `target position(i) = 0 as ioc slippage 20bps` */
export interface Target extends Node {
  readonly kind: 'target'
  readonly what: Expr
  readonly is: Expr
  readonly terms: readonly OrderTerm[]
  readonly when?: When
}
/** `trade arb [cheap[s]: +size, dear[s]: -size] as ioc within 1s else unwind exit { after 5s }` */
export interface Trade extends Node {
  readonly kind: 'trade'
  readonly name?: Ident
  readonly legs: readonly { readonly instrument: Expr; readonly amount: Expr }[]
  readonly terms: readonly OrderTerm[]
  readonly exit?: readonly ExitRule[]
}
/** `buy i size 1 BTC as market exit { after 30d }` */
export interface Order extends Node {
  readonly kind: 'order'
  readonly side: 'buy' | 'sell'
  readonly instrument: Expr
  readonly terms: readonly OrderTerm[]
  readonly exit?: readonly ExitRule[]
}
/** How an order is worked. */
export type OrderTerm = ValueTerm | WithinTerm | AsTerm
/** `size clip`, `slippage 5bps`, `by twap(1h)` */
export interface ValueTerm extends Node {
  readonly kind: 'value_term'
  readonly word: 'at' | 'size' | 'slippage' | 'requote' | 'tolerance' | 'ttl' | 'stack' | 'by'
  readonly is: Expr
}
/** `within 1s else unwind` */
export interface WithinTerm extends Node {
  readonly kind: 'within_term'
  readonly is: Expr
  readonly else?: Ident
}
/** `as ioc, chained` */
export interface AsTerm extends Node {
  readonly kind: 'as_term'
  readonly words: readonly Ident[]
}
/** `stop trade.entry * 99% by mark resting`, or an edge. */
export type ExitRule = Edge | Protection
export interface Protection extends Node {
  readonly kind: 'stop' | 'take' | 'trail'
  readonly at: Expr
  readonly by?: Ident
  /** The order lies at the venue. */
  readonly resting: boolean
}
/** `transfer held@entry from thin to deep by tron` */
export interface Transfer extends Node {
  readonly kind: 'transfer'
  readonly amount: Expr
  readonly from: Expr
  readonly to: Expr
  readonly by?: Expr
}
/** `retrain scorer` */
export interface Retrain extends Node {
  readonly kind: 'retrain'
  readonly model: Ident
}
/** `optimize [entry_z, exit_z] on last 90d objective sharpe(equity) promote when better` */
export interface Optimize extends Node {
  readonly kind: 'optimize'
  readonly params: List
  readonly last: Expr
  readonly objective: Expr
  readonly promote?: Promote
}
/** `portfolio book over i in x[perps] at weekly(mon, 00:10) { long top 10 by strength[i] ... }` */
export interface Portfolio extends Node {
  readonly kind: 'portfolio'
  readonly name: Ident
  readonly key: Ident
  readonly in: Expr
  readonly at: Expr
  readonly items: readonly PortfolioItem[]
}
/** `long top 10 by strength[i]` */
export interface Rank extends Node {
  readonly kind: 'rank'
  readonly side: 'long' | 'short'
  readonly end: 'top' | 'bottom'
  readonly count: Expr
  readonly by: Expr
}
/** `weight 1 / vol[i]`, `target_vol 20%`, `band 10%` */
export interface Sizing extends Node {
  readonly kind: 'weight' | 'target_vol' | 'band'
  readonly is: Expr
}
export type PortfolioItem = Rank | Sizing
