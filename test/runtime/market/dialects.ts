import { cryptofeedBybit } from '../../../runtime/market/readers/cryptofeed_bybit.ts'
import { cryptofeedCoinbase } from '../../../runtime/market/readers/cryptofeed_coinbase.ts'
import { cryptofeedKraken } from '../../../runtime/market/readers/cryptofeed_kraken.ts'
import { cryptofeedOkx } from '../../../runtime/market/readers/cryptofeed_okx.ts'
import type { FeedFile, Reader } from '../../../runtime/market/readers/reader.ts'
import { frame, krakenSum, okxSum } from './cryptofeed.ts'

export type Level = readonly [price: string, size: string]

/** Levels that change; of a snapshot all. */
export interface Sides {
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** A message about a book as an exchange would send it. */
export interface Message extends Sides {
  readonly whole: boolean
  /** ms after the epoch's second 1,700,000,000. */
  readonly at: number
  /** Its number, and that of the one before it. */
  readonly number: number
  readonly previous: number
  /** Of the book after it. */
  readonly sum: string | number
}

/** How an exchange writes messages about books. */
export interface Dialect {
  readonly reader: Reader
  readonly feed: Partial<FeedFile>
  /** Levels of a side that its checksum is of; without one, books are as deep as they are told. */
  readonly depth: number
  readonly sum?: (bids: readonly Level[], asks: readonly Level[]) => string | number
  /** Snapshots have the sum too. */
  readonly sumOfSnapshots?: true
  /** A snapshot has a number of its own, not that of the changes that it shows. */
  readonly numbersSnapshots?: true
  readonly line: (message: Message) => string
}

const usdt = { instrument: { base: 'BTC', quote: 'USDT', suffix: '' } }
const usd = { instrument: { base: 'BTC', quote: 'USD', suffix: '' } }

export const kraken: Dialect = {
  reader: cryptofeedKraken,
  feed: usd,
  depth: 10,
  sum: krakenSum,
  line({ at, whole, bids, asks, sum, number }) {
    const timed = (side: readonly Level[]) => side.map(level => [...level, `1700000000.000${number}`])
    const message = (...parts: object[]) => frame(at, [7, ...parts, 'book-1000', 'XBT/USD'])
    if (whole) return message({ as: timed(asks), bs: timed(bids) })
    if (bids.length && asks.length) return message({ a: timed(asks) }, { b: timed(bids), c: sum })
    return message(asks.length ? { a: timed(asks), c: sum } : { b: timed(bids), c: sum })
  },
}

const okxLine = ({ at, whole, bids, asks, number }: Message, more: object) => {
  const wide = (side: readonly Level[]) => side.map(level => [...level, '0', '1'])
  const row = { asks: wide(asks), bids: wide(bids), ts: `1700000000${number}`, ...more }
  const arg = { channel: 'books', instId: 'BTC-USDT' }
  return frame(at, { arg, action: whole ? 'snapshot' : 'update', data: [row] })
}

export const okx: Dialect = {
  reader: cryptofeedOkx,
  feed: usdt,
  depth: 25,
  sum: okxSum,
  sumOfSnapshots: true,
  line: message => okxLine(message, { checksum: message.sum }),
}

export const okxNumbered: Dialect = {
  reader: cryptofeedOkx,
  feed: usdt,
  depth: Number.POSITIVE_INFINITY,
  line: message => okxLine(message, { checksum: 0, prevSeqId: message.previous * 3, seqId: message.number * 3 }),
}

export const coinbase: Dialect = {
  reader: cryptofeedCoinbase,
  feed: usd,
  depth: Number.POSITIVE_INFINITY,
  numbersSnapshots: true,
  line({ at, whole, bids, asks, number }) {
    const updates = (side: string, levels: readonly Level[]) =>
      levels.map(([price_level, new_quantity]) => ({ side, price_level, new_quantity }))
    const event = {
      type: whole ? 'snapshot' : 'update',
      product_id: 'BTC-USD',
      updates: [...updates('bid', bids), ...updates('offer', asks)],
    }
    return frame(at, { channel: 'l2_data', sequence_num: number, events: [event] })
  },
}

export const bybit: Dialect = {
  reader: cryptofeedBybit,
  feed: usdt,
  depth: Number.POSITIVE_INFINITY,
  line({ at, whole, bids, asks, number }) {
    const data = { b: bids, a: asks, u: number }
    return frame(at, {
      topic: 'orderbook.200.BTCUSDT',
      type: whole ? 'snapshot' : 'delta',
      ts: 1_700_000_000_000,
      data,
    })
  },
}
