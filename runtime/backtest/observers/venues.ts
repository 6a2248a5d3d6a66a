import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { Stored } from './observer.ts'

/** What came of one instrument. Times are µs since the epoch. */
export interface InstrumentStats {
  readonly venue: string
  readonly symbol: string
  readonly events: Readonly<Partial<Record<StreamName, number>>>
  readonly first: number | null
  readonly last: number | null
}

/** What was heard of one venue. */
export interface VenueStats {
  readonly venue: string
  /** Of its instruments, and those that only show that it is alive. */
  readonly messages: number
  /** µs of the run in which it had not been heard of for its `silent`, or not at all yet: its values were absent. */
  readonly silentTime: number
  /** How often it fell silent after it had been heard. */
  readonly silences: number
}

interface Venue {
  readonly venue: string
  readonly silent: number
  messages: number
  silentTime: number
  silences: number
  heard: number
}

interface Instrument {
  readonly venue: string
  readonly symbol: string
  readonly events: Partial<Record<StreamName, number>>
  first: number | null
  last: number | null
}

interface Heard {
  readonly venues: readonly Venue[]
  readonly instruments: readonly Instrument[]
}

/** Counts events, and measures silence from their times alone. */
export class Venues implements Stored<Heard> {
  private instruments: readonly Instrument[]
  private venues: readonly Venue[]

  constructor(graph: Graph) {
    this.venues = graph.venues.map(({ name, silent }) => ({
      venue: name,
      silent,
      messages: 0,
      silentTime: 0,
      silences: 0,
      heard: Number.NaN,
    }))
    this.instruments = graph.instruments.map(({ venue, symbol }) => ({
      venue: graph.venues[venue]!.name,
      symbol,
      events: {},
      first: null,
      last: null,
    }))
  }

  /** @param begin Time of the run's first event, µs. */
  see({ venue, instrument, stream, received }: SourceEvent, begin: number): void {
    const v = this.venues[venue]!
    this.pause(v, received, begin)
    v.messages++
    v.heard = received
    if (instrument < 0) return
    const i = this.instruments[instrument]!
    i.events[stream] = (i.events[stream] ?? 0) + 1
    i.first ??= received
    i.last = received
  }

  end(now: number, begin: number): void {
    for (const venue of this.venues) this.pause(venue, now, begin)
  }

  save(): Heard {
    const { venues, instruments } = this
    return { venues, instruments }
  }

  restore({ venues, instruments }: Heard): void {
    this.venues = venues
    this.instruments = instruments
  }

  stats(): { instruments: readonly InstrumentStats[]; venues: readonly VenueStats[] } {
    const venues = this.venues.map(({ venue, messages, silentTime, silences }) => ({
      venue,
      messages,
      silentTime,
      silences,
    }))
    return { instruments: this.instruments, venues }
  }

  /** The time since the venue's last message has come to an end. */
  private pause(venue: Venue, now: number, begin: number): void {
    const from = Number.isNaN(venue.heard) ? begin : venue.heard + venue.silent
    if (now <= from) return
    venue.silentTime += now - from
    if (!Number.isNaN(venue.heard)) venue.silences++
  }
}
