import type { Span } from '../../grammar/ast/index.ts'
import type { Term } from './term.ts'
import type { Unit } from './unit.ts'

/** An asset in a type: one that is known, or a letter that is the same asset wherever the call's types name it. */
export type Slot = { readonly unit: Unit } | { readonly letter: string }

/** The unit that a type word names: one unit, or one asset over another. */
export type UnitShape = { readonly exactly: Unit } | { readonly above: Slot; readonly below: Slot | undefined }

/** That a term has the unit of a type: found while names are taken apart, decided once units are known. */
export interface Claim {
  readonly term: Term
  readonly shape: UnitShape
  /** Letters are shared by all claims of one call. */
  readonly call: object
  /** `` `x` of `f` `` */
  readonly what: string
  /** As written: `price[a, b]`. */
  readonly type: string
  readonly declared: Span
}
