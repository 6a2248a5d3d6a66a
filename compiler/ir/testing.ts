import type { StreamName } from './streams.ts'

/** A test of the language as plain data; times are µs from its beginning. */
export interface Test {
  readonly title: string
  /** Where it stands in the text: [file, start, end]. */
  readonly span: Place
  /** The asset in which the strategy counts. */
  readonly money?: string
  /** What happens, in the order of the text. */
  readonly happenings: readonly Happening[]
  readonly expectations: readonly Expectation[]
}

type Place = readonly [string, number, number]

/** Numbers by field, words as texts; null: absent. */
export type Said = Readonly<Record<string, number | string | null>>

export type Happening = { readonly time: number } & (
  | {
      readonly kind: 'event'
      readonly venue: string
      readonly symbol: string
      readonly stream: StreamName
      readonly fields: readonly (number | null)[]
      /** Only this is said: numbers that are null are as before. */
      readonly part?: true
    }
  /** The engine, or the test in place of a stream, says this on a channel of the graph. */
  | {
      readonly kind: 'message'
      readonly what: string
      readonly of: string
      readonly says: Said
      /** An event happens: this field is the time of the step. */
      readonly fires?: string
      /** It is so from the beginning, before any event. */
      readonly level?: true
    }
  /** A cycle of these keys is put into a state, as if it had just come there. */
  | { readonly kind: 'state'; readonly cycle: string; readonly of: string; readonly state: string }
)

/** `expect c at T`: true when all that happens then is done; `until`: also at every time before at which something happens. */
export interface Expectation {
  readonly text: string
  readonly span: Place
  readonly hold: 'at' | 'until'
  readonly time: number
  /** The graph has outputs of this name: the first is the condition, the others are its parts under `NAME: part`. */
  readonly output: string
  /** It asks for orders. */
  readonly orders: boolean
}
