import type { SourceEvent } from '../../ir/evaluator.ts'
import type { Graph } from '../../ir/graph.ts'
import type { StreamName } from '../../ir/streams.ts'
import type { Schedule } from '../../layout/schedule.ts'
import { EVENT, type Places } from '../place/places.ts'

/** Writes events as records into a module's memory. */
export class EventWriter {
  private readonly cells: Float64Array
  private readonly words: Int32Array
  private readonly start: number
  private readonly bytes: number
  private readonly fields: number
  private readonly venues: number
  /** By stream, then instrument. */
  private readonly feeds: Partial<Record<StreamName, (number | undefined)[]>> = {}

  constructor(graph: Graph, plan: Schedule, places: Places, buffer: ArrayBuffer) {
    this.cells = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.start = places.events
    this.bytes = places.eventBytes
    this.fields = places.fields
    this.venues = graph.venues.length
    plan.feeds.forEach(({ stream, instrument }, f) => {
      const byInstrument = this.feeds[stream] ?? Array<number | undefined>(graph.instruments.length).fill(undefined)
      byInstrument[instrument] = f
      this.feeds[stream] = byInstrument
    })
  }

  /** The feed of an event; -1: nobody reads it. */
  feedOf({ stream, instrument }: SourceEvent): number {
    return (instrument >= 0 ? this.feeds[stream]?.[instrument] : undefined) ?? -1
  }

  /** @throws RangeError if the graph has no such venue. */
  write(index: number, event: SourceEvent, feed: number, fields: readonly number[]): void {
    const { venue } = event
    if (!(venue >= 0 && venue < this.venues)) throw new RangeError(`no venue ${venue}`)
    const at = (this.start + index * this.bytes) / 8
    this.cells[at + EVENT.received / 8] = event.received
    this.cells[at + EVENT.origin / 8] = event.origin
    const word = 2 * at
    this.words[word + EVENT.venue / 4] = venue
    this.words[word + EVENT.feed / 4] = feed
    const first = at + EVENT.fields / 8
    for (let k = 0; k < this.fields; k++) this.cells[first + k] = fields[k] ?? Number.NaN
  }
}
