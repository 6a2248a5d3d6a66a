import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { newIntegrity } from '../books/integrity.ts'
import type { FeedEvent } from '../event.ts'
import { deltaOf, scanDelta, snapshotOf } from './binance_depth.ts'
import {
  type Data,
  head,
  type Kind,
  kindOf,
  type Message,
  opening,
  parse,
  quotesAreTops,
  receipt,
  spelling,
  time,
} from './binance_rows.ts'
import { scanQuote, scanTrade } from './binance_ticks.ts'
import { BookEvents } from './book_events.ts'
import { toBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import { decodeLines } from './decode_lines.ts'
import type { FeedFile, Reader } from './reader.ts'

/**
 * Captures of Binance's combined WebSocket streams, spot and both kinds of futures: lines of
 * `<receive time in ns> {"stream":"btcusdt@bookTicker","data":{…}}`, and among them snapshots by REST,
 * `<receive time in ns> {"lastUpdateId":…,"bids":[…],"asks":[…]}`. `bookTicker` gives quotes, `trade` trades, `depth` and
 * the snapshots the order book; where there is no `bookTicker` but a snapshot, quotes are the top of that book. All other
 * messages only show that the channel is alive, and so do those of the book where nobody wants it.
 *
 * Receive times are cut to µs. The stamp is the transaction time `T`, when it happened in the exchange's matching, else
 * the event time `E`, when it was sent; spot's bookTicker has neither. Quantities in contracts become base quantities.
 */
export const binanceWs: Reader = {
  name: 'binance_ws',
  streams: ['quote', 'trades', 'book'],
  keys: ['contract', 'symbol'],
  async *read(file, counts, progress) {
    const wanted = { book: file.book ?? false, quote: await quotesAreTops(file) }
    let books: BookEvents | undefined
    if (wanted.book || wanted.quote) {
      counts.integrity = newIntegrity()
      books = new BookEvents(counts.integrity, wanted)
    }
    yield* decodeLines('binance_ws', decoder(file, books), file, counts, progress)
  },
}

function decoder(file: FeedFile, books: BookEvents | undefined) {
  const symbol = spelling(file)
  const base = toBase(file)

  return (text: string, from: number, end: number, line: number): FeedEvent | readonly FeedEvent[] | SkipReason => {
    const received = receipt(text, from)
    if (received === undefined) return 'not_a_row'
    if (text.charCodeAt(end - 1) !== closeBrace) return 'bad_json'
    const start = from + head
    if (text.startsWith(opening, start)) {
      const name = start + opening.length
      const close = text.indexOf('"', name)
      if (close < 0 || close >= end) return 'bad_json'
      const kind = kindOf(text, name, close)
      if (!kind || (kind === 'depth' && !books)) return alive(received, line)
      if (!isOwn(text, name)) return 'other_symbol'
      if (kind === 'depth') {
        const scanned = scanDelta(text, start, base, end)
        const stamp = time(scanned?.time)
        if (scanned && stamp !== null) return books!.delta(scanned.delta, { received, stamp, line })
      } else {
        const scanned = kind === 'trade' ? scanTrade(text, start, end) : scanQuote(text, start, end)
        if (scanned) return read(kind, scanned, received, line)
      }
    }
    const message = parse(text.slice(start, end))
    if (!message) return 'bad_json'
    const { stream: name, data } = message
    // Without a name it is a snapshot; with one, the work of a recorder that orders keys otherwise.
    if (name === undefined && 'lastUpdateId' in message && books) return snapshot(message, received, line)
    const kind = typeof name === 'string' ? kindOf(name, 0, name.length) : undefined
    if (!kind || (kind === 'depth' && !books)) return alive(received, line)
    if (!isOwn(name as string, 0)) return 'other_symbol'
    return data ? read(kind, data, received, line) : 'bad_json'
  }

  function isOwn(text: string, name: number): boolean {
    return text.startsWith(symbol, name) && text[name + symbol.length] === '@'
  }

  function read(kind: Kind, data: Data, received: number, line: number): FeedEvent | readonly FeedEvent[] | SkipReason {
    const stamp = time(data.T ?? data.E)
    if (stamp === null) return 'bad_stamp'
    if (kind === 'trade') return trade(data, received, stamp, line)
    if (kind === 'bookTicker') return quote(data, received, stamp, line)
    const delta = deltaOf(data, base)
    return delta ? books!.delta(delta, { received, stamp, line }) : 'bad_book'
  }

  function quote(data: Data, received: number, stamp: number | undefined, line: number): FeedEvent | SkipReason {
    const bid = decimal(data.b)
    const ask = decimal(data.a)
    const bidSize = decimal(data.B)
    const askSize = decimal(data.A)
    // Written so that NaN is refused too. A side may be empty (size 0), a price may not be missing.
    if (!(bid > 0 && ask > 0 && bidSize >= 0 && askSize >= 0)) return 'no_price'
    return { received, stamp, stream: 'quote', fields: [bid, base(bidSize, bid), ask, base(askSize, ask)], line }
  }

  function trade(data: Data, received: number, stamp: number | undefined, line: number): FeedEvent | SkipReason {
    const price = decimal(data.p)
    const qty = decimal(data.q)
    if (!(price > 0 && qty > 0) || typeof data.m !== 'boolean') return 'no_price'
    // m: the buyer was the maker, so the seller was the one who came.
    return { received, stamp, stream: 'trades', fields: [price, base(qty, price), data.m ? -1 : 1], line }
  }

  /** COIN-M says whose book it is; the others do not, as only one was asked for. */
  function snapshot(data: Message, received: number, line: number): readonly FeedEvent[] | SkipReason {
    if (typeof data.symbol === 'string' && data.symbol.toLowerCase() !== symbol) return 'other_symbol'
    const stamp = time(data.T ?? data.E)
    if (stamp === null) return 'bad_stamp'
    const read = snapshotOf(data, base)
    return read ? books!.snapshot(read, { received, stamp, line }) : 'bad_book'
  }
}

const alive = (received: number, line: number): FeedEvent => ({
  received,
  stamp: undefined,
  stream: undefined,
  fields: nothing,
  line,
})
const nothing: readonly number[] = []
const closeBrace = 125
