import type { Input } from './inputs.ts'

/** What leaves the graph: the evaluator reports each of these, in this order within a step, by region instance. */
export interface Output {
  /** `condition` is what a signal of the same name looks at; `peg` the health of a peg. */
  readonly kind: 'feature' | 'signal' | 'condition' | 'record' | 'peg' | 'completion'
  /** `profit`, `usual.mean`, `opportunity`; a record's is its table. */
  readonly name: string
  readonly region: number
  /** Names of the keys of its scope; regions are shared by content, names are not. */
  readonly keys: readonly string[]
  /** Of a completion: the record whose row of so many µs ago gets its columns. */
  readonly completes?: { readonly record: number; readonly after: number }
  /** Of a signal: the output that is its condition, if it has one. */
  readonly condition?: number
  /** 'wake': reported when the trigger wakes; 'tick': when it ticks. */
  readonly on: 'wake' | 'tick'
  readonly trigger: Input
  readonly columns: readonly Column[]
}

export interface Column {
  readonly name: string
  /** A number per instance and step, or a text per instance (a key). */
  readonly value:
    | { readonly input: Input; readonly show: 'number' | 'bool' | 'time' }
    /** A number that stands for a text. */
    | { readonly input: Input; readonly show: 'choice'; readonly choices: readonly string[] }
    | { readonly texts: readonly string[] }
    /** A UUID: the same for the same row of the same graph. */
    | { readonly id: 'uuid' }
    /** Not known when the row is made: µs after it, or when its trade has ended. */
    | { readonly after: number | 'outcome' }
  readonly unit: string
}
