import type { Pointwise } from '../ir/pointwise.ts'
import type { FieldName, StreamName } from '../ir/streams.ts'

/** One value of a graph: a node and which of its instances. */
export interface Place {
  readonly node: number
  readonly instance: number
}

/** Why a value is absent where it first became so. Times and durations are µs. */
export type Cause = Warming | Missing

/** It needs more than it has had so far. */
export type Warming = { readonly state: 'warming' } & (
  | { readonly what: 'ticks' | 'bars'; readonly have: number; readonly need: number }
  /** For how long all sources of a window have been heard. */
  | { readonly what: 'live'; readonly have: number; readonly need: number }
)

/** It has not come, or is gone. */
export type Missing = { readonly state: 'missing' } & (
  | { readonly what: 'unheard'; readonly venue: string }
  | { readonly what: 'silent'; readonly venue: string; readonly time: number; readonly limit: number }
  | { readonly what: 'no_event'; readonly venue: string; readonly symbol: string; readonly stream: StreamName }
  | {
      readonly what: 'no_field'
      readonly venue: string
      readonly symbol: string
      readonly stream: StreamName
      readonly field: FieldName
    }
  | { readonly what: 'stale'; readonly age: number; readonly limit: number }
  /** Computed, but no finite number: 0 / 0, the root of -1, a window without spread. */
  | { readonly what: 'not_finite'; readonly fn: Pointwise | 'step' | 'window'; readonly operands: readonly number[] }
  /** No ticks in the window; `span` is null of one since an event. */
  | { readonly what: 'empty'; readonly span: number | null }
  | { readonly what: 'lost'; readonly ticks: number }
  /** What it waits for has not happened yet. */
  | { readonly what: 'never' }
  /** What it took over was absent when it was taken. */
  | { readonly what: 'absent_then'; readonly time: number }
  /** A constant that was not declared, such as a fee. */
  | { readonly what: 'undeclared' }
  /** What acts would say it, and is not run: `cycle carry`, `account`. */
  | { readonly what: 'untold'; readonly by: string }
  | { readonly what: 'unknown' }
)

/** The cause, and the value at which it lies: the last one on the way down from the one that was asked for. */
export interface Absence {
  readonly cause: Cause
  readonly origin: Place
}
