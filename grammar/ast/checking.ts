import type { Require } from './about.ts'
import type { Expr, List, TextLiteral } from './expressions.ts'
import type { DurationLiteral, Ident, NumberLiteral } from './literals.ts'
import type { Node, When } from './node.ts'

/** `risk { limit gross <= 20_000 USD  halt when drawdown > 5% }` */
export interface Risk extends Node {
  readonly kind: 'risk'
  readonly body: readonly RiskItem[]
}
/** `veto "a leg is down" when disconnected(v)` */
export interface Veto extends Node {
  readonly kind: 'veto'
  readonly text: TextLiteral
  readonly when: When
}
/** `cooldown 15m per c` */
export interface Cooldown extends Node {
  readonly kind: 'cooldown'
  readonly is: Expr
  readonly per?: readonly Ident[]
}
/** `limit orders <= 5 per 1s`, `limit position <= 5_000 USD per c` */
export interface Limit extends Node {
  readonly kind: 'limit'
  readonly condition: Expr
  readonly per?: DurationLiteral | readonly Ident[]
}
/** `halt and flatten when drawdown > 5%` */
export interface Halt extends Node {
  readonly kind: 'halt'
  readonly flatten: boolean
  readonly when: When
}
export type RiskItem = Veto | Require | Cooldown | Limit | Halt

/** `alert "{v} is down" when disconnected(v) for 1m via [email]` */
export interface Alert extends Node {
  readonly kind: 'alert'
  readonly text: TextLiteral
  readonly when?: When
  readonly via?: List
}
/** `test "no quote, no order" { given x = 3  expect count(orders) == 0 until 1d }` */
export interface Test extends Node {
  readonly kind: 'test'
  readonly title: TextLiteral
  readonly body: readonly (Given | Expect)[]
}
/** `given x = 3`: a level; `given x: [0s 3, 1m 4]`: events at times. */
export interface Given extends Node {
  readonly kind: 'given'
  readonly stream: Expr
  readonly is?: Expr
  readonly events?: readonly (GivenValue | GivenTrade)[]
}
/** `10s { bid: 97, ask: 98 }` */
export interface GivenValue extends Node {
  readonly kind: 'given_value'
  readonly at: DurationLiteral
  readonly is: Expr
}
/** `1s sell 2 @ 99.9` */
export interface GivenTrade extends Node {
  readonly kind: 'given_trade'
  readonly at: DurationLiteral
  readonly side: 'buy' | 'sell'
  readonly quantity: NumberLiteral
  readonly price: Expr
}
/** `expect flow[SOL] == -1 at 1s`, `expect count(orders) == 0 until 30m` */
export interface Expect extends Node {
  readonly kind: 'expect'
  readonly condition: Expr
  readonly hold: 'at' | 'until'
  readonly time: Expr
}
