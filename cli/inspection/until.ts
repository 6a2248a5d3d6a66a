import { setImmediate } from 'node:timers/promises'
import type { Evaluator, SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { At } from './at.ts'

/** Where a run was stopped; times are µs since the epoch. */
export interface Stopped {
  /** Undefined: there was no event. */
  readonly first: number | undefined
  /** The last event that was read. */
  readonly last: number
  /** The time that was asked for. */
  readonly time: number
  readonly is: 'before' | 'within' | 'after'
}

/** Runs events through an evaluator up to and including a time; what comes after it is not read. */
export async function runUntil(
  events: AsyncIterable<readonly SourceEvent[]>,
  evaluator: Evaluator,
  at: At,
): Promise<Stopped> {
  let first: number | undefined
  let time = Number.NaN
  let last = Number.NaN
  for await (const chunk of events) {
    if (first === undefined && chunk[0]) {
      first = chunk[0].received
      time = at.kind === 'end' ? Number.POSITIVE_INFINITY : at.kind === 'offset' ? first + at.time : at.time
      if (time < first) return { first, last: first, time, is: 'before' }
    }
    const beyond = chunk.findIndex(event => event.received > time)
    const within = beyond < 0 ? chunk : chunk.slice(0, beyond)
    evaluator.batch(within)
    last = within.at(-1)?.received ?? last
    if (beyond >= 0) {
      // Steps of timers at the time itself belong to it; they are whole microseconds.
      evaluator.advance(Math.floor(time) + 1)
      return { first, last, time, is: 'within' }
    }
    await setImmediate()
  }
  if (at.kind === 'end') time = last
  return { first, last, time, is: time > last ? 'after' : 'within' }
}
