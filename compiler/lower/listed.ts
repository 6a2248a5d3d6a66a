import type { Venue } from '../ir/graph.ts'
import type { StreamName } from '../ir/streams.ts'
import { type InstrumentMember, symbolText, type VenueMember } from '../program/keys.ts'
import type { Lowering } from './lowering.ts'

/** The venues and instruments that a graph reads, each numbered when it is first met. */
export class Listed {
  readonly venues: Venue[] = []
  readonly instruments: Lowering['instruments'] = []
  readonly channels: Lowering['channels'] = []
  private readonly channelNumbers = new Map<string, number>()
  private readonly venueNumbers = new Map<string, number>()
  private readonly instrumentNumbers = new Map<string, number>()

  venue({ name, adapter, silent, fees, messages, levels, rate, trading }: VenueMember): number {
    const known = this.venueNumbers.get(name)
    if (known !== undefined) return known
    this.venueNumbers.set(name, this.venues.length)
    const rates = { maker: finite(fees.maker), taker: finite(fees.taker) }
    return (
      this.venues.push({
        name,
        adapter,
        silent,
        fees: rates,
        ...said({ levels, rate, ...trading }),
        ...(messages && { messages }),
      }) - 1
    )
  }

  /** Also notes that this stream of it is read, if one is. */
  instrument({ venue, symbol }: InstrumentMember, stream?: StreamName): number {
    const [v, text] = [this.venue(venue), symbolText(symbol)]
    const name = `${v} ${text}`
    let index = this.instrumentNumbers.get(name)
    if (index === undefined) {
      index = this.instruments.length
      this.instrumentNumbers.set(name, index)
      this.instruments.push({ venue: v, symbol: text, base: symbol.base, quote: symbol.quote, streams: [] })
    }
    const { streams } = this.instruments[index]!
    if (stream && !streams.includes(stream)) streams.push(stream)
    return index
  }

  /** Also notes that this field of it is read. */
  channel(what: string, of: string, field: string): number {
    const name = `${what}\n${of}`
    const index = this.channelNumbers.get(name) ?? this.channels.push({ what, of, fields: [] }) - 1
    this.channelNumbers.set(name, index)
    const { fields } = this.channels[index]!
    if (!fields.includes(field)) fields.push(field)
    return index
  }
}

/** Without what is not said. */
function said<T extends object>(settings: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never
}

/** JSON has no infinities. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
