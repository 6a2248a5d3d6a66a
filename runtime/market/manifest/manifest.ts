import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Pool } from '../readers/reader.ts'
import type { Part } from './parts.ts'

export type Span = NonNullable<Diagnostic['span']>

/** A market as its manifest describes it. Durations and times are µs. */
export interface Manifest {
  /** Of the manifest itself. */
  readonly path: string
  readonly market: string
  readonly feeds: readonly Feed[]
  readonly skew: Skew
  /** Upper bounds, events per second; streams without one have no entry. */
  readonly rate: Readonly<Partial<Record<'book' | 'trades' | 'quote', number>>>
  /** How far a row may be behind the rows above it. One second by default: enough for the threads of a recorder and small
   * corrections of its clock, too little for files put together in the wrong order. */
  readonly lateness: number
  /** Rates that stand for missing ones, by symbol. */
  readonly assume: Readonly<Record<string, number>>
  /** Where they stand in the manifest, by symbol. */
  readonly assumeSpans: Readonly<Record<string, Span>>
  /** Where the word `feeds` stands in the manifest. */
  readonly span: Span
}

/** One file of one instrument, or several that follow each other. */
export interface Feed {
  readonly venue: string
  readonly instrument: Instrument
  readonly reader: string
  /** As the manifest has it, for people. */
  readonly file: string
  /** Its files, one or more, in the order in which they are read. */
  readonly parts: readonly Part[]
  /** Of all its files, for progress. */
  readonly bytes: number
  /** What one contract is worth, of instruments that are counted in contracts. */
  readonly contract?: { readonly value: number; readonly asset: string }
  /** The exchange's spelling of the instrument, where it is not the usual one. */
  readonly symbol?: string
  /** The file is of the quote in the base: its events are turned over. */
  readonly invert: boolean
  /** µs between an event and its receipt, modelled; absent where the file has times of receipt. */
  readonly latency?: number
  readonly pool?: Pool
  /** What the columns of the file are, for readers that have to be told. */
  readonly map?: Mapping
  /** What of all that its reader knows the file has. */
  readonly streams?: readonly StreamName[]
  /** Where the file's name stands in the manifest. */
  readonly span: Span
}

export interface Instrument {
  /** As in the language, single spaces: `BTC/USDT perp`. */
  readonly text: string
  readonly base: string
  readonly quote: string
  /** '', 'perp', 'inverse perp' or a date. */
  readonly suffix: string
}

/**
 * How stamps of the exchange come to the clock of the recorder. `estimate`: the least of receive − stamp over the file is
 * added. Durations: of each venue; a venue without one is treated as if nothing were said: the estimate when it is
 * negative (the recorder's clock was behind), else nothing.
 */
export type Skew =
  | { readonly kind: 'unsaid' | 'none' | 'estimate' }
  | { readonly kind: 'given'; readonly of: Readonly<Record<string, number>> }
