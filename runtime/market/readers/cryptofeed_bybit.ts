import { newIntegrity } from '../books/integrity.ts'
import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import { BybitTicker } from './bybit_ticker.ts'
import { captureReader } from './capture_reader.ts'
import { toBase } from './contracts.ts'
import { NumberedEvents } from './numbered_events.ts'
import { type Json, listOf, mapOf, parseJson } from './parse_json.ts'
import type { FeedFile } from './reader.ts'
import { millis } from './stamps.ts'
import { alive, type Decoded } from './tally.ts'
import { repeats, type Trade, tradeEvents } from './ticks.ts'

/**
 * Captures of Bybit's WebSocket API, version 5: messages `{"topic":"orderbook.200.BTCUSDT","type":"delta",…}`. `orderbook` gives
 * the order book, and quotes from its top; `publicTrade` gives trades; `tickers` the best prices as Bybit says them, and of
 * derivatives funding, mark and index price and open interest. Spot and derivatives share their symbols: the address of the
 * connection tells them apart.
 */
export const cryptofeedBybit = captureReader({
  name: 'cryptofeed_bybit',
  streams: ['quote', 'ticker', 'trades', 'book', 'funding', 'mark', 'open_interest'],
  keys: ['contract', 'symbol'],
  decoder(file, counts) {
    const symbol = spelling(file)
    const category = categoryOf(file)
    const base = toBase(file)
    counts.integrity = newIntegrity()
    const book = new NumberedEvents(counts.integrity, base, file.book ?? false)
    const ticker = new BybitTicker(base)
    const again = repeats()
    /** The connections of other categories. */
    const others = new Set<string>()
    /** The connection that the book comes by. */
    let source: string | undefined

    return ({ kind, connection, address, text, received, line }) => {
      const at = { received, stamp: undefined, line }
      if (kind === 'connect') {
        if (!address.endsWith(`/${category}`)) others.add(connection)
        // On a new connection everything begins again.
        return connection === source ? book.lost(at) : []
      }
      if (kind === 'http' || others.has(connection)) return []
      const message = parseJson(text)
      if (message === undefined) return 'bad_json'
      const { topic, type, ts, cts, data } = mapOf(message)
      if (typeof topic !== 'string') return alive(received, line)
      if (!topic.endsWith(`.${symbol}`)) return []
      const stamp = millis(cts ?? ts)
      if (stamp === undefined) return 'bad_stamp'
      const channel = topic.slice(0, topic.indexOf('.'))
      if (channel === 'publicTrade') {
        return again(text)
          ? 'repeated'
          : tradeEvents(
              listOf(data).map(row => tradeOf(mapOf(row), at)),
              base,
            )
      }
      if (channel === 'tickers') return ticker.events(mapOf(data), type === 'snapshot', { ...at, stamp })
      if (channel !== 'orderbook') return alive(received, line)
      source = connection
      return batch(mapOf(data), type === 'snapshot', { ...at, stamp })
    }

    /** Numbers have no holes. */
    function batch({ u, b, a }: Json, whole: boolean, at: Received): Decoded<FeedEvent> {
      return book.batch({ whole, previous: Number(u) - 1, last: u, bids: b, asks: a }, at)
    }
  },
})

/** `BTCUSDT`; or as the manifest spells it, as it must for futures with a date. */
const spelling = ({ symbol, instrument: { base, quote } }: FeedFile) => symbol ?? `${base}${quote}`

const categoryOf = ({ instrument: { quote, suffix } }: FeedFile) =>
  suffix === '' ? 'spot' : suffix === 'inverse perp' || quote === 'USD' ? 'inverse' : 'linear'

function tradeOf({ p, v, S, T }: Json, at: Received): Trade {
  return { ...at, stamp: millis(T), price: p, size: v, side: S === 'Buy' ? 1 : S === 'Sell' ? -1 : undefined }
}
