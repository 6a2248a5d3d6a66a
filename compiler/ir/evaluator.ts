import type { External } from './external.ts'
import type { StreamName } from './streams.ts'

/** One normalised market event, addressed to an instrument of the graph. */
export interface SourceEvent {
  /** Receive time, µs: the time of the step. */
  readonly received: number
  /** Exchange time, µs, on the receiver's clock. */
  readonly origin: number
  readonly venue: number
  /** Index into `graph.instruments`, or -1: a message that only shows that the venue is alive. */
  readonly instrument: number
  readonly stream: StreamName
  /** In the order of `streams[stream]`; NaN where the message had none. Of a `book` its kind and levels, see there. */
  readonly fields: readonly number[]
}

/** What the engine says of one channel: a number for each of its fields; NaN where there is none. */
export interface Message {
  readonly channel: number
  readonly values: readonly number[]
}

/** A report of one output at one step; `values` is reused between calls. Text columns hold NaN. */
export type Emit = (output: number, instance: number, now: number, ticked: boolean, values: Float64Array) => void

/** An evaluator that can be led from one timer to the next, for those who act between steps. */
export interface Stepped extends Evaluator {
  /** When the next timer is due, or none was found there: `advance` beyond it looks. Infinite: never. */
  readonly due: number
}

/**
 * Runs a graph. Two evaluators exist, and agree to the bit.
 *
 * A step is one event, or all timers due at one time. Steps are ordered by time, events before timers. Timers of expiry
 * (silence, freshness) that are due at an event's time take effect in that event's step already, because a value is
 * defined at every step; nominal timers (`every`) wait for their own.
 */
export interface Evaluator {
  /** The timer steps due before it, then the step of one event. `received` never runs backwards. */
  event(event: SourceEvent): void
  /** The same steps and reports as one by one, in the same order; reports may come later within the call. */
  batch(events: readonly SourceEvent[]): void
  /** As `event`: one step in which the engine says something, at a time. */
  give(time: number, messages: readonly Message[]): void
  /** Every timer step due strictly before `time`. Before the first event nothing is due. */
  advance(time: number): void
  /** The present value of a node, NaN when absent. */
  value(node: number, instance: number): number
  /**
   * Ticks of a window of time for which there was no room, because they exceeded the `rate` of their venue; rows that would
   * have been too many to wait for their label; else 0.
   */
  lost(node: number, instance: number): number
  /** All state: windows, timers, values. Taken between steps. */
  snapshot(): ArrayBuffer
  restore(state: ArrayBuffer): void
  /** The operators from outside of which some state does not survive being saved and recovered, as all of them are now. */
  unfaithful(): readonly External[]
  /** Steps so far: those of events and those of timers. */
  readonly steps: { readonly events: number; readonly timers: number }
}
