import type { Decl, Span } from '../../grammar/ast/index.ts'
import type { ExternTerm } from './extern.ts'
import type { AssetRef, Key, Static, SymbolMember, Universe, VenueMember } from './keys.ts'
import type { InstrumentRef, ScalarType, Term } from './term.ts'
import type { Unit } from './unit.ts'

/** What an expression can mean while names are taken apart. Only scalars remain in the graph. */
export type Value =
  | { readonly kind: 'scalar'; readonly term: Term }
  | RecordValue
  | { readonly kind: 'venue'; readonly key: Key; readonly is: Static<VenueMember> }
  /** A declared source. */
  | { readonly kind: 'source'; readonly venue: VenueMember; readonly columns: readonly SourceColumn[] }
  | SymbolValue
  | { readonly kind: 'asset'; readonly asset: AssetRef; readonly is: Static<string>; readonly key: Key }
  | { readonly kind: 'instrument'; readonly ref: InstrumentRef }
  | { readonly kind: 'universe'; readonly universe: Universe }
  | { readonly kind: 'text'; readonly is: Static<string> }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'next'; readonly horizon: number; readonly span: Span }
  /** `1h by 1s`, µs. */
  | { readonly kind: 'panes'; readonly over: number; readonly pane: number; readonly span: Span }
  | {
      readonly kind: 'function'
      readonly name: string
      readonly decl: Extract<Decl, { kind: 'fn' }> | undefined
      readonly of?: Value
    }
  /** Who trades or quotes, in the place of an argument. */
  | { readonly kind: 'side'; readonly is: 'bid' | 'ask' | 'both' }
  /** What is called after a dot, with one argument. */
  | {
      readonly kind: 'method'
      readonly usage: string
      readonly call: (given: Value, span: Span) => Value
      readonly words?: readonly string[]
    }
  /** A function written as an argument: its result for a value of its name. */
  | { readonly kind: 'lambda'; readonly apply: (value: Value) => Value }
  | { readonly kind: 'extern'; readonly is: ExternTerm; readonly defaults: readonly (Value | undefined)[] }
  /** A text of its own for each row of a table. */
  | { readonly kind: 'row_id' }
  | { readonly kind: 'error' }

/** Named values; `event` is the term whose ticks are the record's own, where it is a stream of its own (trades). */
export interface RecordValue {
  readonly kind: 'record'
  readonly what: string
  readonly fields: ReadonlyMap<string, () => Value>
  readonly event?: Term
  /** What it is where one number is meant: the state of a cycle. */
  readonly self?: Term
  /** Of an order book: whose it is. */
  readonly book?: InstrumentRef
  /** Where the record is a key: its parts are those of the member. */
  readonly key?: Key
}
/** A field of the messages of a source. */
export interface SourceColumn {
  readonly name: string
  readonly type: ScalarType
  readonly unit: Unit
}
export interface SymbolValue {
  readonly kind: 'symbol'
  readonly is: Static<SymbolMember>
  /** The key it hangs on, and how the symbol is made of it. */
  readonly key: Key
  readonly shape: string
  readonly base: AssetRef
  readonly quote: AssetRef
}

export const error: Value = { kind: 'error' }

/** In words, for messages. */
export function kindText(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return { number: 'a number', bool: 'a condition', time: 'a time', choice: 'a word' }[value.term.type]
    case 'record':
      return value.what
    case 'asset':
    case 'instrument':
      return `an ${value.kind}`
    case 'next':
      return 'a window into the future'
    case 'lambda':
    case 'method':
    case 'extern':
      return 'a function'
    case 'panes':
      return 'a window of panes'
    case 'side':
      return 'a side of a book'
    case 'row_id':
      return 'the id of a row'
    case 'error':
      return 'an error'
    default:
      return `a ${value.kind}`
  }
}
