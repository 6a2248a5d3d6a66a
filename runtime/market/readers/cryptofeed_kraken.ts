import type { Checksum } from '../books/checksummed_book.ts'
import { newIntegrity } from '../books/integrity.ts'
import type { Received } from './book_events.ts'
import { captureReader } from './capture_reader.ts'
import { ChecksummedEvents, type SummedBatch } from './checksummed_events.ts'
import { toBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import { type Json, listOf, mapOf, parseJson } from './parse_json.ts'
import type { FeedFile } from './reader.ts'
import { micros } from './stamps.ts'
import { alive } from './tally.ts'
import { repeats, type Trade, tickerEvent, tradeEvents } from './ticks.ts'

/**
 * Captures of Kraken's WebSocket API, version 1: messages `[channel, …, "book-1000", "XMR/USD"]`. `book` gives the order book as
 * deep as its checksum goes, and quotes from its top; `trade` gives trades, `ticker` what Kraken says of its best prices.
 */
export const cryptofeedKraken = captureReader({
  name: 'cryptofeed_kraken',
  streams: ['quote', 'ticker', 'trades', 'book'],
  keys: ['symbol'],
  decoder(file, counts) {
    const pair = spelling(file)
    const base = toBase(file)
    counts.integrity = newIntegrity()
    const book = new ChecksummedEvents(counts.integrity, checksum, base, file.book ?? false)
    const again = repeats()
    /** The connection that the book comes by. */
    let source: string | undefined

    return ({ kind, connection, text, received, line }) => {
      const at = { received, stamp: undefined, line }
      // On a new connection everything begins again.
      if (kind === 'connect') return connection === source ? book.lost(at) : []
      if (kind === 'http') return []
      if (text.startsWith('{')) return alive(received, line)
      if (!text.endsWith(`"${pair}"]`)) return text.endsWith(']') ? [] : 'bad_json'
      const message = listOf(parseJson(text))
      if (message.length < 4) return 'bad_json'
      const channel = String(message.at(-2))
      if (channel === 'trade') {
        return again(text)
          ? 'repeated'
          : tradeEvents(
              listOf(message[1]).map(row => tradeOf(listOf(row), at)),
              base,
            )
      }
      if (channel === 'ticker') return ticker(mapOf(message[1]), at)
      if (!channel.startsWith('book-')) return alive(received, line)
      source = connection
      const parts: Part[] = message.slice(1, -2).map(mapOf)
      return book.batch(batchOf(parts, text, Number(channel.slice(5))), { ...at, stamp: newest(parts) })
    }
  },
})

/** A part of a message: both sides of a snapshot, or a side of changes, the last of them with the checksum. */
type Part = Json & Partial<Record<'as' | 'bs' | 'a' | 'b' | 'c', unknown>>

function batchOf(parts: readonly Part[], text: string, depth: number): SummedBatch {
  const whole = parts.some(part => part.as ?? part.bs)
  const side = (name: 'a' | 'b') => parts.flatMap(part => part[whole ? (`${name}s` as const) : name] ?? [])
  return { text, whole, bids: side('b'), asks: side('a'), sum: decimal(parts.at(-1)!.c), depth }
}

/** When the latest change of a message happened. */
function newest(parts: readonly Part[]): number | undefined {
  const levels = parts.flatMap(({ as, bs, a, b }) => [as, bs, a, b].flatMap(listOf))
  const times = levels.flatMap(level => micros(listOf(level)[2]) ?? [])
  return times.length ? times.reduce((x, y) => Math.max(x, y)) : undefined
}

/** `[price, volume, time, side of the taker, …]` */
function tradeOf([price, size, time, side]: readonly unknown[], at: Received): Trade {
  return { ...at, stamp: micros(time), price, size, side: side === 'b' ? 1 : side === 's' ? -1 : undefined }
}

/** Each side `[price, whole lots, lots]`. */
const ticker = ({ a, b }: Json, at: Received) => tickerEvent(at, listOf(b)[0], listOf(a)[0])

/** Bitcoin and Dogecoin have names of their own here. */
function spelling({ symbol, instrument: { base, quote } }: FeedFile): string {
  return symbol ?? `${own[base] ?? base}/${own[quote] ?? quote}`
}
const own: Readonly<Record<string, string>> = { BTC: 'XBT', DOGE: 'XDG' }

/** Ten levels, asks first, each as the digits of its price and its size. */
const checksum: Checksum = {
  levels: 10,
  text: (bids, asks) => [...asks, ...bids].map(({ price, size }) => digits(price) + digits(size)).join(''),
}
const digits = (text: string) => text.replace('.', '').replace(/^0+/, '')
