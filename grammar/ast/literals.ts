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
  /** Its unit is wrong, which has been told: what it counts is not known. */
  readonly unread?: true
}
/** `1h30m`: whole microseconds. */
export interface DurationLiteral extends Node {
  readonly kind: 'duration'
  readonly micros: number
  readonly text: string
}
/** `2027-03-26` */
export interface DateLiteral extends Node {
  readonly kind: 'date'
  readonly text: string
}
/** `00:10`: a time of day. */
export interface ClockLiteral extends Node {
  readonly kind: 'clock'
  readonly text: string
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
