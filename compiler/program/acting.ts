import type { Span } from '../../grammar/ast/index.ts'
import type { Acting } from '../ir/acting.ts'
import type { KeyScope, Static } from './keys.ts'
import type { Must } from './must.ts'
import type { InstrumentRef, Term } from './term.ts'
import type { Unit } from './unit.ts'

/** How a program says what `Acting` is made of. */
export interface Terms {
  readonly value: Term
  readonly instrument: InstrumentRef
  readonly text: Static<string>
  readonly place: KeyScope | undefined
}
/** What the checks look at of everything that acts: each term as it was written, and the unit that its place takes. */
export interface Written {
  readonly term: Term
  /** What it is used for, in words: `the price of a quote`. */
  readonly use: string
  readonly span: Span
  /** One of these; absent: any. */
  readonly units?: readonly Unit[]
  /** What its number must be, if it is known before the run. */
  readonly must?: Must
  /** An amount of some asset. */
  readonly ofAsset?: true
  /** It may be known only later. */
  readonly hindsight?: true
}

/** Everything that acts, and each term of it as it was written. */
export interface ActingProgram extends Acting<Terms> {
  readonly written: readonly Written[]
}
