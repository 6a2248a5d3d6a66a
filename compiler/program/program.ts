import type { Span } from '../../grammar/ast/index.ts'
import type { ActingProgram } from './acting.ts'
import type { Claim } from './claims.ts'
import type { InstrumentMember, KeyScope, Static, VenueMember } from './keys.ts'
import type { ParamTerm, Term } from './term.ts'

/** A strategy with every name resolved and every expression a term: what the checks and the lowering read. */
export interface Program {
  readonly name: string
  /** `strategy x in USD`: the asset that its money is counted in. */
  readonly reporting: string | undefined
  readonly venues: readonly VenueMember[]
  readonly params: readonly ParamDecl[]
  readonly pegs: readonly PegDecl[]
  /** What equals what, also where the peg itself is wrong: so that one mistake is told once. */
  readonly equations: readonly { readonly asset: string; readonly equals: string }[]
  /** Numbers of every `let`, `const` and `require`, read or not. */
  readonly lets: readonly Term[]
  readonly streams: readonly StreamDecl[]
  readonly acting: ActingProgram
  /** Of tests: each value that they give, and what it stands for. */
  readonly given: readonly GivenValue[]
  /** What declared types say of units. */
  readonly claims: readonly Claim[]
  /** Universes whose members are known only where the strategy runs: others stand in their place. */
  readonly open: readonly string[]
  /** From when to when members belong to universes that say so. */
  readonly memberships: readonly Membership[]
  /** The words that values of type `choice` stand for, by number. */
  readonly choices: readonly string[]
}

export interface GivenValue {
  readonly name: string
  readonly target: Term
  readonly value: Term
}

/** Times are µs since the epoch, `to` is the first that it does not belong; null is not said. A member may come back. */
export interface Membership {
  readonly universe: string
  readonly members: readonly { readonly member: string; readonly from: number | null; readonly to: number | null }[]
}

export interface ParamDecl {
  /** The param as its users read it. */
  readonly term: Term
  readonly is: ParamTerm
  /** Its default, its present value, the ends of its range: all of its unit. */
  readonly values: readonly Term[]
}

/** `health`: true while the measured rate is within the allowed distance of 1. */
export interface PegDecl {
  readonly asset: string
  readonly equals: string
  readonly by: InstrumentMember
  readonly health: Term
  readonly within: Term
  readonly span: Span
}

interface Declared {
  readonly name: string
  readonly span: Span
  readonly scope: KeyScope | undefined
}
export interface NamedTerm {
  readonly name: string
  readonly span: Span
  readonly term: Term
}
export interface FeatureDecl extends Declared {
  readonly kind: 'feature'
  /** One term per number: `price.ma5`; a plain feature has one of its own name. */
  readonly columns: readonly NamedTerm[]
}
export interface SignalDecl extends Declared {
  readonly kind: 'signal'
  readonly event: Term
  readonly condition: Term | undefined
}
export interface RecordTable extends Declared {
  readonly kind: 'record'
  readonly event: Term
  readonly columns: readonly (
    | NamedTerm
    | { readonly name: string; readonly span: Span; readonly text: Static<string> }
    | { readonly name: string; readonly span: Span; readonly id: true }
  )[]
  readonly exact: boolean
  /** Columns that are known some time after the row only. */
  readonly later: readonly LaterColumn[]
}
export interface LaterColumn extends NamedTerm {
  /** Among all columns of the record. */
  readonly place: number
  /** µs; `outcome`: when the trade of the row has ended. */
  readonly after: number | 'outcome'
  /** Ticks when it is known. */
  readonly settled?: Term
}
export type StreamDecl = FeatureDecl | SignalDecl | RecordTable
