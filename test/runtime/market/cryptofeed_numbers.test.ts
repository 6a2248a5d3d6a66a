import { describe, expect, test } from 'vitest'
import type { FeedEvent } from '../../../runtime/market/event.ts'
import { cryptofeedBybit } from '../../../runtime/market/readers/cryptofeed_bybit.ts'
import { cryptofeedCoinbase } from '../../../runtime/market/readers/cryptofeed_coinbase.ts'
import { shared } from '../../shared.ts'
import { bookText, follow, type PlainBook, put } from './captured_books.ts'
import { byStream, capturePath, messages, read } from './cryptofeed.ts'

interface Replayed {
  readonly book: Map<string, number>
  readonly batches: number
  /** Of trades, each with its side as the exchange writes it. */
  readonly sides: string[]
  readonly tickers: number
}

/** Coinbase's own words on a product. */
function coinbase(product: string): Replayed {
  const book = new Map<string, number>()
  const sides: string[] = []
  let [batches, tickers, next] = [0, 0, 0]
  for (const { kind, data } of messages('COINBASE')) {
    if (kind !== 'recv') continue
    // biome-ignore lint/suspicious/noExplicitAny: messages of any form
    const { channel, sequence_num, events } = data as any
    expect(sequence_num).toBe(next++)
    for (const { type, product_id, updates, trades, tickers: told } of events) {
      if (channel === 'l2_data' && product_id === product) {
        batches++
        for (const { side, price_level, new_quantity } of updates)
          put(book, side === 'bid' ? 1 : -1, Number(price_level), Number(new_quantity))
      }
      for (const trade of trades ?? [])
        if (type === 'update' && trade.product_id === product) sides.push(`${trade.time} ${trade.side}`)
      for (const ticker of told ?? []) if (ticker.product_id === product) tickers++
    }
  }
  return { book, batches, sides, tickers }
}

/** Bybit's, on a connection. */
function bybit(symbol: string, conn: string): Replayed & { fields: Record<string, number> } {
  const book = new Map<string, number>()
  const sides: string[] = []
  const fields: Record<string, number> = {}
  let [batches, tickers, number] = [0, 0, 0]
  for (const message of messages('BYBIT')) {
    if (message.kind !== 'recv' || message.conn !== conn) continue
    // biome-ignore lint/suspicious/noExplicitAny: messages of any form
    const { topic = '', type, data } = message.data as any
    if (!topic.endsWith(`.${symbol}`)) continue
    if (topic.startsWith('publicTrade')) for (const { S } of data) sides.push(S)
    if (topic.startsWith('tickers')) {
      tickers++
      for (const field of Object.keys(data)) fields[field] = (fields[field] ?? 0) + 1
    }
    if (!topic.startsWith('orderbook')) continue
    if (type === 'delta') expect(data.u).toBe(number + 1)
    number = data.u
    batches++
    for (const [p, q] of data.b) put(book, 1, Number(p), Number(q))
    for (const [p, q] of data.a) put(book, -1, Number(p), Number(q))
  }
  return { book, batches, sides, tickers, fields }
}

function lastBook(events: readonly FeedEvent[]): string {
  let book: PlainBook
  for (const event of events) if (event.stream === 'book') book = follow(book, event)
  return bookText(book!)
}

/** Of trades that are outside of the spread, how many are at the side of the one who came. */
function atTheirSide(events: readonly FeedEvent[]): [right: number, wrong: number] {
  let quote: readonly number[] | undefined
  let [right, wrong] = [0, 0]
  for (const { stream, fields } of events) {
    if (stream === 'quote') quote = fields
    if (stream !== 'trades' || !quote) continue
    const [price, , side] = fields as [number, number, number]
    const [bid, , ask] = quote as [number, number, number]
    const seen = price >= ask ? 1 : price <= bid ? -1 : 0
    if (seen === side) right++
    else if (seen) wrong++
  }
  return [right, wrong]
}

describe.skipIf(!shared)('the captures beside the project', () => {
  test.each([
    ['BTC', 400, 47, 73],
    ['ETH', 375, 32, 87],
  ] as const)('Coinbase %s/USD', async (base, batches, trades, tickers) => {
    const replayed = coinbase(`${base}-USD`)
    const { events, skipped, integrity } = await read(cryptofeedCoinbase, capturePath('COINBASE'), {
      instrument: { base, quote: 'USD', suffix: '' },
    })
    expect(lastBook(events)).toBe(bookText(replayed.book))
    expect(skipped).toEqual({})
    expect(integrity).toMatchObject({ snapshots: 1, deltas: batches - 1, applied: batches - 1, gaps: 0, crossed: 0 })
    const told = events.filter(e => e.stream === 'trades')
    expect([replayed.batches, replayed.sides.length, replayed.tickers]).toEqual([batches, trades, tickers])
    expect(byStream(events)).toMatchObject({ book: batches, trades, ticker: tickers })
    // Makers that sell are bought from.
    expect(told.filter(e => e.fields[2] === 1).length).toBe(replayed.sides.filter(s => s.endsWith('SELL')).length)
    expect(told.every((e, i) => i === 0 || e.stamp! >= told[i - 1]!.stamp!)).toBe(true)
    expect(atTheirSide(events)[1]).toBe(0)
  })

  const perp = (base: string) => ({ instrument: { base, quote: 'USDT', suffix: 'perp' } })
  const spot = (base: string) => ({ instrument: { base, quote: 'USDT', suffix: '' } })
  test.each([
    ['BTC perp', 'BTCUSDT', 'BYBIT.ws.2', perp('BTC'), 414],
    ['SOL perp', 'SOLUSDT', 'BYBIT.ws.2', perp('SOL'), 383],
    ['DOGE perp', 'DOGEUSDT', 'BYBIT.ws.2', perp('DOGE'), 380],
    ['BTC spot', 'BTCUSDT', 'BYBIT.ws.3', spot('BTC'), 300],
    ['ETH spot', 'ETHUSDT', 'BYBIT.ws.3', spot('ETH'), 250],
  ] as const)('Bybit %s', async (_, symbol, conn, more, batches) => {
    const replayed = bybit(symbol, conn)
    const { events, skipped, integrity } = await read(cryptofeedBybit, capturePath('BYBIT'), more)
    expect(lastBook(events)).toBe(bookText(replayed.book))
    expect(skipped).toEqual({})
    expect(replayed.batches).toBe(batches)
    expect(integrity).toMatchObject({ snapshots: 1, deltas: batches - 1, applied: batches - 1, gaps: 0, crossed: 0 })
    const told = events.filter(e => e.stream === 'trades')
    expect(told.map(e => (e.fields[2] === 1 ? 'Buy' : 'Sell'))).toEqual(replayed.sides)
    const counts = byStream(events)
    expect(counts.book).toBe(batches)
    expect(counts.open_interest).toBe(replayed.fields.openInterest)
    expect(counts.funding).toBe(replayed.fields.fundingRate)
    expect(events.every((e, i) => i === 0 || e.received >= events[i - 1]!.received)).toBe(true)
  })

  test('Bybit BTC perp: funding, mark, index and open interest as it says them', async () => {
    const { events } = await read(cryptofeedBybit, capturePath('BYBIT'), perp('BTC'))
    const first = (stream: string) => events.find(e => e.stream === stream)
    expect(first('funding')!.fields).toEqual([0.0001, Number.NaN, 28_800, 1_786_320_000_000_000, Number.NaN])
    expect(first('mark')!.fields).toEqual([65_117.44, 65_137.76])
    expect(first('open_interest')!.fields).toEqual([59_891.732])
    expect(first('ticker')!.fields).toEqual([65_114.2, 65_114.3])
    expect(first('mark')).toMatchObject({ received: 1_786_310_819_526_357, stamp: 1_786_310_817_583_000 })
    const marks = events.filter(e => e.stream === 'mark').map(e => e.fields)
    // The second message has a mark price only: the index is what it was.
    expect(marks[1]).toEqual([65_117.43, 65_137.76])
  })
})
