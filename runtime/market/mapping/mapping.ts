import type { StreamName } from '../../../compiler/ir/streams.ts'

/** What a feed says of the columns of its file: which of them are the fields of a stream, and how they are written. */
export interface Mapping {
  readonly stream: StreamName
  /** The columns that are read, by name; without a heading `1`, `2`, …. All other numbers here are places in this list. */
  readonly columns: readonly Column[]
  /** For a field of the stream its column, or the same number for all rows; a field that is not here is absent. */
  readonly fields: ReadonlyMap<string, FieldSource>
  /** Columns that are each the close of an instrument; `fields` has none then. */
  readonly wide: readonly { readonly column: number; readonly symbol: string }[]
  readonly time: TimeColumn
  /** The column of the time of receipt; without it an event comes the latency of the feed after it happened. */
  readonly received?: TimeColumn
  /** Of which instrument a row is, in a file of several. */
  readonly symbol?: SymbolColumns
  /** Of bars. */
  readonly bar?: BarTime
  readonly sides: ReadonlyMap<string, 1 | -1>
  readonly splits: readonly Split[]
  /** The file is in no order: it is read as a whole and sorted. */
  readonly unsorted: boolean
  readonly delimiter: string
  /** What stands before the decimals of a number. */
  readonly decimal: '.' | ','
  readonly heading: boolean
}

export interface Column {
  readonly name: string
  /** A file without it is not of this kind. */
  readonly needed: boolean
}

export type FieldSource =
  | { readonly column: number; readonly scale: number }
  | { readonly value: number }
  | { readonly side: number }
  | { readonly time: TimeColumn }

export interface TimeColumn {
  readonly column: number
  /** A text in which `3` stands for the cell of a column, where date and clock stand in two: it is read in place of the column. */
  readonly parts?: readonly (string | number)[]
  /** A unit of time since the epoch, `iso`, or a pattern such as `dd/MM/yyyy HH:mm`. */
  readonly as: string
  /** For texts that do not say their own. */
  readonly zone: string
  /** µs since the epoch from which a unit counts, where it is another. */
  readonly from?: number
  /** It counts from the midnight of the day in the file's name: `from` is another for each file. */
  readonly ofFile?: true
}

export interface SymbolColumns {
  /** A text in which `{3}` stands for the cell of a column. */
  readonly pattern: readonly (string | number)[]
  /** What is not as the pattern makes it. */
  readonly names: ReadonlyMap<string, string>
  /** Rows of all others are passed over. */
  readonly only?: string
}

export interface BarTime {
  /** µs. */
  readonly every: number
  /** The time of a row is the begin of its bar, or its end. */
  readonly at: 'start' | 'end'
  /** Of days: minutes after midnight in the zone at which the day ends; 1440 without sessions. */
  readonly closes: number
}

/** From this time on a share is `ratio` new ones. */
export interface Split {
  readonly from: number
  readonly symbol: string
  readonly ratio: number
}

/** The cells of one row, by the places of `columns`. */
export interface Cells {
  /** Whether there is such a column at all. */
  readonly has: (place: number) => boolean
  /** NaN where it is empty or no number. */
  readonly number: (place: number) => number
  /** Empty where there is none. */
  readonly text: (place: number) => string
  /** Where a cell is a time by itself: µs since the epoch. */
  readonly micros?: (place: number) => number | undefined
}
