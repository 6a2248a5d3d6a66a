import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { deltaOf, scanDelta, snapshotOf } from './binance_depth.ts'
import {
  type Data,
  type Kind,
  kindOf,
  type Message,
  opening,
  parse,
  spelling,
  type TradeKind,
  time,
} from './binance_rows.ts'
import { scanQuote, scanTrade } from './binance_ticks.ts'
import { toBase } from './contracts.ts'
import { decimal } from './decimal.ts'
import type { FetchedBook } from './fetched_book.ts'
import type { FeedFile } from './reader.ts'
import { alive, type Decoded } from './tally.ts'

/** A message that stands in a longer text, from `from` and before `end`. */
export type DecodeMessage = (
  text: string,
  from: number,
  end: number,
  received: number,
  line: number,
) => Decoded<FeedEvent>

/**
 * Messages of Binance's combined streams, and snapshots of the book by REST. `bookTicker` gives quotes, the given kind trades,
 * `depth` and the snapshots the order book. All other messages only show that the channel is alive, and so do those of
 * the book where there is no `books`.
 *
 * The stamp is the transaction time `T`, when it happened in the exchange's matching, else the event time `E`, when it was
 * sent; spot's bookTicker has neither. Quantities in contracts become base quantities.
 */
export function binanceMessages(file: FeedFile, books: FetchedBook | undefined, trades: TradeKind): DecodeMessage {
  const symbol = spelling(file)
  const base = toBase(file)

  return (text, start, end, received, line) => {
    if (text.charCodeAt(end - 1) !== closeBrace) return 'bad_json'
    if (text.startsWith(opening, start)) {
      const name = start + opening.length
      const close = text.indexOf('"', name)
      if (close < 0 || close >= end) return 'bad_json'
      const kind = kindOf(text, name, close, trades)
      if (!kind || (kind === 'depth' && !books)) return alive(received, line)
      if (!isOwn(text, name)) return 'other_symbol'
      if (kind === 'depth') {
        const scanned = scanDelta(text, start, base, end)
        const stamp = time(scanned?.time)
        if (scanned && stamp !== null) return books!.delta(scanned.delta, { received, stamp, line })
      } else {
        const scanned = kind === 'bookTicker' ? scanQuote(text, start, end) : scanTrade(text, start, end)
        if (scanned) return read(kind, scanned, received, line)
      }
    }
    const message = parse(text.slice(start, end))
    if (!message) return 'bad_json'
    const { stream: name, data } = message
    // Without a name it is a snapshot; with one, the work of a recorder that orders keys otherwise.
    if (name === undefined && 'lastUpdateId' in message && books) return snapshot(message, received, line)
    const kind = typeof name === 'string' ? kindOf(name, 0, name.length, trades) : undefined
    if (!kind || (kind === 'depth' && !books)) return alive(received, line)
    if (!isOwn(name as string, 0)) return 'other_symbol'
    return data ? read(kind, data, received, line) : 'bad_json'
  }

  function isOwn(text: string, name: number): boolean {
    return text.startsWith(symbol, name) && text[name + symbol.length] === '@'
  }

  function read(kind: Kind, data: Data, received: number, line: number): Decoded<FeedEvent> {
    const stamp = time(data.T ?? data.E)
    if (stamp === null) return 'bad_stamp'
    if (kind === 'bookTicker') return quote(data, received, stamp, line)
    if (kind !== 'depth') return trade(data, received, stamp, line)
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
  function snapshot(data: Message, received: number, line: number): Decoded<FeedEvent> {
    if (typeof data.symbol === 'string' && data.symbol.toLowerCase() !== symbol) return 'other_symbol'
    const stamp = time(data.T ?? data.E)
    if (stamp === null) return 'bad_stamp'
    const read = snapshotOf(data, base)
    return read ? books!.snapshot(read, { received, stamp, line }) : 'bad_book'
  }
}

const closeBrace = 125
