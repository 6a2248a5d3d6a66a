import type { StreamName } from '../../compiler/ir/streams.ts'

/**
 * What a reader yields, before it is bound to a graph: fields in the order of `streams[stream]`, normalised (prices in
 * quote per base, quantities in base). `stream` is undefined for a message that carries nothing the language reads but
 * shows that its channel is alive.
 */
export interface FeedEvent {
  /** µs since the epoch. */
  readonly received: number
  /** The exchange's own stamp, µs, before skew correction; undefined where the message has none. */
  readonly stamp: number | undefined
  readonly stream: StreamName | undefined
  readonly fields: readonly number[]
  /** Of which instrument it is, in a file of several. */
  readonly symbol?: string
  /** Line (or row) in the file, from 1. */
  readonly line: number
}

/** Whether µs since the epoch can be the time of an event: they are exact from the year 1684 to 2255. */
export const isTime = (micros: number): boolean => Math.abs(micros) <= Number.MAX_SAFE_INTEGER
