import type { Venues } from './observers/venues.ts'

export interface SoFar {
  readonly events: number
  readonly now: number
  /** What a run needs to go on from here, or what this one goes on from. */
  readonly save: () => SavedRun
}

// A caller with nothing to say returns nothing.
// biome-ignore lint/suspicious/noConfusingVoidType: see above
export type Proceed = 'stop' | void

/** A run between two steps: plain data, which is only lent. The rows of its tables are not in it. */
export interface SavedRun {
  /** Events that went in. */
  readonly events: number
  /** Times of the first and the last of them. */
  readonly first: number
  readonly last: number
  readonly evaluator: ArrayBuffer
  readonly venues: ReturnType<Venues['save']>
  /** By output. */
  readonly observers: readonly unknown[]
}
