import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { newIntegrity } from '../books/integrity.ts'
import type { FeedEvent } from '../event.ts'
import type { Received } from './book_events.ts'
import { captureReader } from './capture_reader.ts'
import { toBase } from './contracts.ts'
import { type NumberedBatch, NumberedEvents } from './numbered_events.ts'
import { type Json, listOf, mapOf, parseJson } from './parse_json.ts'
import { micros } from './stamps.ts'
import { alive } from './tally.ts'
import { type Trade, tickerEvent, tradeEvents } from './ticks.ts'

/**
 * Captures of Coinbase's Advanced Trade WebSocket API: messages `{"channel":"l2_data","sequence_num":14,"events":[…]}`.
 * `l2_data` gives the order book, and quotes from its top; `market_trades` gives trades, `ticker` what Coinbase says of its
 * best prices. All messages of a connection are numbered together, of whatever channel and product.
 */
export const cryptofeedCoinbase = captureReader({
  name: 'cryptofeed_coinbase',
  streams: ['quote', 'ticker', 'trades', 'book'],
  keys: ['symbol'],
  decoder(file, counts) {
    const { base: asset, quote } = file.instrument
    const product = file.symbol ?? `${asset}-${quote}`
    const base = toBase(file)
    counts.integrity = newIntegrity()
    const book = new NumberedEvents(counts.integrity, base, file.book ?? false)
    /** The connection that the book comes by. */
    let source: string | undefined
    /** Of each connection the number of its latest message. */
    const numbers = new Map<string, unknown>()

    return ({ kind, connection, text, received, line }) => {
      const at = { received, stamp: undefined, line }
      // On a new connection everything begins again.
      if (kind === 'connect') return connection === source ? book.lost(at) : []
      if (kind === 'http') return []
      const message = parseJson(text)
      if (message === undefined) return 'bad_json'
      const { channel, sequence_num: number, timestamp, events } = mapOf(message)
      if (typeof number !== 'number') return alive(received, line)
      const repeated = numbers.get(connection) === number
      numbers.set(connection, number)
      const all = listOf(events).map(mapOf)
      const own = all.filter(({ product_id }) => product_id === product)
      if (channel === 'l2_data' && own.length) {
        source = connection
        return book.batch(batchOf(own, number), { ...at, stamp: latest(own) })
      }
      if (repeated) return 'repeated'
      const lost = connection === source ? book.passed(number - 1, number, at) : []
      const told = otherThanBook(channel, all, { ...at, stamp: micros(timestamp) })
      return typeof told === 'string' ? told : [...lost, ...told]
    }

    function otherThanBook(channel: unknown, all: readonly Json[], at: Received): readonly FeedEvent[] | SkipReason {
      if (channel === 'market_trades') {
        // A snapshot tells of trades that were before the connection. Of several, the latest comes first.
        const trades = all.flatMap(({ type, trades }) => (type === 'update' ? listOf(trades).map(mapOf) : []))
        const own = trades.filter(({ product_id }) => product_id === product).reverse()
        return tradeEvents(
          own.map(trade => tradeOf(trade, at)),
          base,
        )
      }
      // Of another product.
      if (channel === 'l2_data') return []
      if (channel !== 'ticker') return [alive(at.received, at.line)]
      const own = all.flatMap(({ tickers }) => listOf(tickers).map(mapOf)).filter(t => t.product_id === product)
      const tickers = own.map(({ best_bid, best_ask }) => tickerEvent(at, best_bid, best_ask))
      return tickers.flatMap(ticker => (typeof ticker === 'string' ? [] : ticker))
    }
  },
})

function batchOf(own: readonly Json[], number: number): NumberedBatch {
  const updates = own.flatMap(event => listOf(event.updates).map(mapOf))
  const side = (name: string) => updates.filter(u => u.side === name).map(u => [u.price_level, u.new_quantity])
  const whole = own.some(({ type }) => type === 'snapshot')
  return { whole, previous: number - 1, last: number, bids: side('bid'), asks: side('offer') }
}

/** When the latest change of a message happened. */
function latest(own: readonly Json[]): number | undefined {
  const times = own.flatMap(event => listOf(event.updates).flatMap(update => micros(mapOf(update).event_time) ?? []))
  return times.length ? times.reduce((x, y) => Math.max(x, y)) : undefined
}

/** The side is that of the order that was there. */
function tradeOf({ price, size, side, time }: Json, at: Received): Trade {
  return { ...at, stamp: micros(time), price, size, side: side === 'SELL' ? 1 : side === 'BUY' ? -1 : undefined }
}
