import type { Checksum } from '../books/checksummed_book.ts'
import { type BookIntegrity, newIntegrity } from '../books/integrity.ts'
import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import { captureReader } from './capture_reader.ts'
import { ChecksummedEvents } from './checksummed_events.ts'
import { type ToBase, toBase } from './contracts.ts'
import { NumberedEvents } from './numbered_events.ts'
import { type Json, listOf, mapOf, parseJson } from './parse_json.ts'
import type { FeedFile } from './reader.ts'
import { millis } from './stamps.ts'
import { alive, type Decoded } from './tally.ts'
import { repeats, type Trade, tickerEvent, tradeEvents } from './ticks.ts'

/**
 * Captures of OKX's WebSocket API, version 5: messages `{"arg":{"channel":"books","instId":"BTC-USDT"},"data":[…]}`. `books`
 * gives the order book, and quotes from its top; `trades` gives trades, `tickers` what OKX says of its best prices. Messages
 * of books are numbered in newer captures, where the checksum has no meaning any more; in older ones the book is as deep as
 * its checksum goes.
 */
export const cryptofeedOkx = captureReader({
  name: 'cryptofeed_okx',
  streams: ['quote', 'ticker', 'trades', 'book'],
  keys: ['contract', 'symbol'],
  decoder(file, counts) {
    const instrument = spelling(file)
    const base = toBase(file)
    const integrity = newIntegrity()
    counts.integrity = integrity
    const again = repeats()
    let book: Book | undefined
    /** The connection that the book comes by. */
    let source: string | undefined

    return ({ kind, connection, text, received, line }) => {
      const at = { received, stamp: undefined, line }
      // On a new connection everything begins again.
      if (kind === 'connect') return (connection === source && book?.lost(at)) || []
      if (kind === 'http') return []
      // Pings are answered by a bare word.
      if (text === 'pong') return alive(received, line)
      const message = parseJson(text)
      if (message === undefined) return 'bad_json'
      const { arg, action, data, event } = mapOf(message)
      const { channel, instId } = mapOf(arg)
      if (event !== undefined) return alive(received, line)
      if (instId !== instrument) return []
      const rows = listOf(data).map(mapOf)
      if (channel === 'trades') {
        const trades = rows.map(row => tradeOf(row, at))
        return again(text) ? 'repeated' : tradeEvents(trades, base)
      }
      if (channel !== 'tickers' && channel !== 'books') return alive(received, line)
      const row = rows.at(-1) ?? {}
      const stamp = millis(row.ts)
      if (stamp === undefined) return 'bad_stamp'
      if (channel === 'tickers') return tickerEvent({ ...at, stamp }, row.bidPx, row.askPx)
      source = connection
      book ??= (row.prevSeqId === undefined ? summed : numbered)(integrity, base, file.book ?? false)
      return book.batch(row, action === 'snapshot', text, { ...at, stamp })
    }
  },
})

interface Book {
  readonly batch: (row: Json, whole: boolean, text: string, at: Received) => Decoded<FeedEvent>
  readonly lost: (at: Received) => readonly FeedEvent[]
}
type MakeBook = (counts: BookIntegrity, base: ToBase, wanted: boolean) => Book

const summed: MakeBook = (counts, base, wanted) => {
  const events = new ChecksummedEvents(counts, checksum, base, wanted)
  return {
    batch: ({ bids, asks, checksum: sum }, whole, text, at) =>
      typeof sum === 'number' ? events.batch({ text, whole, bids, asks, sum }, at) : 'bad_book',
    lost: at => events.lost(at),
  }
}

const numbered: MakeBook = (counts, base, wanted) => {
  const events = new NumberedEvents(counts, base, wanted)
  return {
    batch: ({ bids, asks, prevSeqId, seqId }, whole, _, at) =>
      events.batch({ whole, previous: prevSeqId, last: seqId, bids, asks }, at),
    lost: at => events.lost(at),
  }
}

/** `BTC-USDT`, `BTC-USDT-SWAP` of a perpetual, `BTC-USD-220527` of a future; or as the manifest spells it. */
function spelling({ symbol, instrument: { base, quote, suffix } }: FeedFile): string {
  const end = suffix.endsWith('perp') ? '-SWAP' : suffix && `-${suffix.slice(2).replaceAll('-', '')}`
  return symbol ?? `${base}-${quote}${end}`
}

/** Twenty-five levels, bids and asks in turns as long as there are both, then the rest of one side. */
const checksum: Checksum = {
  levels: 25,
  text: (bids, asks) =>
    Array.from({ length: 25 }, (_, i) => [bids[i], asks[i]])
      .flat()
      .flatMap(level => (level ? `${level.price}:${level.size}` : []))
      .join(':'),
}

function tradeOf({ px, sz, side, ts }: Json, at: Received): Trade {
  return { ...at, stamp: millis(ts), price: px, size: sz, side: side === 'buy' ? 1 : side === 'sell' ? -1 : undefined }
}
