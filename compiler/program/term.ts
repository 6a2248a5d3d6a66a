import type { Span } from '../../grammar/ast/index.ts'
import type { AheadAggregate } from '../ir/ahead.ts'
import type { BookRead, BookSide } from '../ir/book.ts'
import type { KeyFold } from '../ir/keys.ts'
import type { Pointwise } from '../ir/pointwise.ts'
import type { StatisticOp } from '../ir/statistics.ts'
import type { FieldName, StreamName } from '../ir/streams.ts'
import type { Aggregate } from '../ir/windows.ts'
import type { ExternTerm } from './extern.ts'
import type { AssetRef, InstrumentMember, Key, KeyVar, Static, VenueMember } from './keys.ts'
import type { Unit } from './unit.ts'

/** `choice`: one of several words, keys or texts, as its number in the program's `choices`. */
export type ScalarType = 'number' | 'bool' | 'time' | 'choice'

/**
 * A stream of single numbers, in the kernel's few operators: what every expression of the language comes down to once
 * names, functions, records and keys are taken apart. Terms form a DAG without cycles; object identity is meaningful.
 */
export interface Term {
  readonly op: TermOp
  readonly args: readonly Term[]
  readonly type: ScalarType
  readonly span: Span
  /** Places of the function calls, outermost first, inside which the term was written. */
  readonly calls: readonly Span[]
  /** Terms on the longest way down. */
  readonly depth: number
}

export type TermOp =
  /** A literal. Unit undefined: the literal 0, which has any unit. */
  | { readonly op: 'constant'; readonly value: number; readonly unit: Unit | undefined; readonly bare: boolean }
  /** `key`: the table is the number that this key is. */
  | { readonly op: 'table'; readonly value: Static<number>; readonly unit: Unit; readonly key?: Key }
  | { readonly op: 'param'; readonly param: ParamTerm }
  /** A param per key: which one it is in each instance. */
  | { readonly op: 'params'; readonly params: Static<ParamTerm>; readonly unit: Unit }
  | { readonly op: 'now' }
  | {
      readonly op: 'source'
      readonly instrument: InstrumentRef
      readonly stream: StreamName
      readonly field: FieldName
      /** Of a column of a declared source; what a venue says has the units of its instrument. */
      readonly unit?: Unit
    }
  /** What the engine says: of the account, an order, a state, a model. */
  | { readonly op: 'given'; readonly given: Given }
  /** Argument [x]: in some instances what a test says, with its ticks; x in the others. Has the unit and clock of x. */
  | { readonly op: 'override'; readonly given: Given; readonly where: Static<boolean> }
  | { readonly op: 'pointwise'; readonly fn: Pointwise }
  | { readonly op: 'coalesce' }
  | { readonly op: 'present' }
  /** `lags`: the second argument, a table, says how many ticks in each instance, n at most. */
  | { readonly op: 'prev'; readonly n: number; readonly lags?: true }
  /**
   * Inputs: what is aggregated, one or a pair [y, x]; over `since`, then the event. `unsure`: min or max of a value and a
   * size written on the spot: may be meant pointwise.
   */
  | { readonly op: 'window'; readonly aggregate: Aggregate; readonly over: Extent; readonly unsure: boolean }
  | { readonly op: 'quantile'; readonly q: number; readonly over: Extent }
  /** A window that reaches into the future: known `horizon` µs later. Of `argmin`, `argmax` the seconds to the extreme. */
  | { readonly op: 'next'; readonly aggregate: Aggregate; readonly horizon: number; readonly window: Span }
  /** x at the row of a label, inside its windows of the future. */
  | { readonly op: 'at_row' }
  /** When a condition was first true; when the run began. */
  | { readonly op: 'onset' }
  | { readonly op: 'started' }
  /** An amount of any asset as one of this. */
  | { readonly op: 'convert'; readonly to: AssetRef }
  /** Arguments [x, e]: x as it was at each tick of e, said `delay` µs later; at most so many wait. */
  | { readonly op: 'later'; readonly delay: number; readonly most: number }
  /** Arguments [x, e]: of x over the time `span` µs after each tick of e, said at its end. */
  | { readonly op: 'ahead'; readonly aggregate: AheadAggregate; readonly span: number; readonly most: number }
  /** Seconds since the last tick of an event. */
  | { readonly op: 'since' }
  | { readonly op: 'fresh' }
  | { readonly op: 'sample' }
  | { readonly op: 'every'; readonly period: number; readonly offset?: number }
  /** Whether a time, which was ahead, has come. */
  | { readonly op: 'reached' }
  | { readonly op: 'rising'; readonly name: string }
  | { readonly op: 'filter'; readonly name: string }
  | { readonly op: 'changed'; readonly name: string }
  | { readonly op: 'held' }
  /** Arguments: the next state, then the first; each number of it. `part` (of one) is what is read. */
  | { readonly op: 'scan'; readonly id: object; readonly init: readonly number[] }
  | { readonly op: 'part'; readonly slot: number }
  /** In µs. */
  | { readonly op: 'bars'; readonly instrument: InstrumentRef; readonly period: number; readonly lateness: number }
  /**
   * Arguments: the source of the book, and what the reading asks for. `lot` is of a size: itself if that is in base, if it
   * is in quote how much base it goes for. Its unit decides.
   */
  | {
      readonly op: 'book'
      readonly read: BookRead | 'lot'
      readonly side: BookSide
      readonly instrument: InstrumentRef
    }
  /** A number of the state, inside the body of the scan with this identity. */
  | { readonly op: 'state'; readonly id: object; readonly slot: number }
  /** Of the first argument for every member of the key's universe; the key is bound here. */
  /** `q`: of a quantile. */
  | {
      readonly op: 'over'
      readonly fold: KeyFold
      readonly key: KeyVar
      readonly members: readonly number[]
      readonly q?: number
    }
  | { readonly op: 'ema'; readonly n: number }
  /** Plain as a whole; its parts have units of their own. */
  | StatisticOp
  /** In µs. */
  | { readonly op: 'decay'; readonly half_life: number }
  /** Whether a venue is not heard of any more, and how many seconds ago it last was: both always present. */
  | { readonly op: 'disconnected'; readonly venue: Static<VenueMember> }
  | { readonly op: 'stale'; readonly venue: Static<VenueMember> }
  | { readonly op: 'extern'; readonly is: ExternTerm }
  /** Seconds that its last message was under way; absent while it is not heard. */
  | { readonly op: 'latency'; readonly venue: Static<VenueMember> }
  /** A name of a declaration: transparent. `keys` replaces the keys of the declaration's scope. */
  | { readonly op: 'ref'; readonly name: string; readonly declared: Span; readonly keys: ReadonlyMap<KeyVar, Key> }
  /** Stands where something was wrong and has been reported; everything accepts it silently. */
  | { readonly op: 'error' }

/** One number of a channel: `what` and `of` say which (`position`, of `x[BTC/USDT perp]`). */
export interface Given {
  readonly what: string
  /** Whose, in each instance. */
  readonly of: Static<string>
  readonly field: string
  readonly stream: 'level' | 'event'
  readonly unit: Unit
  /** Has the unit of this instead. */
  readonly like?: Term
  /** Of a word: the words that it can be. */
  readonly words?: readonly number[]
}

/** What a window reaches over; `span` and `pane` are in µs, and `span` is a whole number of panes. */
export type Extent =
  | { readonly kind: 'count'; readonly n: number }
  | { readonly kind: 'time'; readonly span: number }
  | { readonly kind: 'panes'; readonly span: number; readonly pane: number }
  | { readonly kind: 'since' }

export interface ParamTerm {
  readonly name: string
  readonly value: number
  readonly unit: Unit
  readonly text: string
}

/** An instrument in an expression: the keys say which stream it is, the static which instrument in each instance. */
export interface InstrumentRef {
  readonly is: Static<InstrumentMember>
  readonly venue: Static<VenueMember>
  /** The venue's key and the symbol's, or the instrument's own: identifies the clock. */
  readonly keys: readonly Key[]
  readonly shape: string
  readonly base: AssetRef
  readonly quote: AssetRef
}

export function isError(term: Term): boolean {
  return term.op.op === 'error'
}

/** Says of terms whether they read the state of the scan with this identity. */
export function stateReaders(id: object): (term: Term) => boolean {
  const known = new Map<Term, boolean>()
  const reads = (term: Term): boolean => {
    const found = known.get(term) ?? ((term.op.op === 'state' && term.op.id === id) || term.args.some(reads))
    known.set(term, found)
    return found
  }
  return reads
}

/** The term without the names it was reached by. */
export function unwrap(term: Term): Term {
  return term.op.op === 'ref' ? unwrap(term.args[0]!) : term
}

export function depthOf(args: readonly Term[]): number {
  return 1 + args.reduce((deepest, arg) => Math.max(deepest, arg.depth), 0)
}

/** A way down that is longer than what walks it can recurse; no strategy comes near. */
export const deepest = 1000
