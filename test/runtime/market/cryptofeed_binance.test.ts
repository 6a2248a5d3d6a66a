import { describe, expect, test } from 'vitest'
import { MarketFault } from '../../../runtime/market/market.ts'
import { cryptofeedBinance } from '../../../runtime/market/readers/cryptofeed_binance.ts'
import { shared } from '../../shared.ts'
import { bookText, follow, type PlainBook, put } from './captured_books.ts'
import { byStream, capturePath, frame, header, http, messages, read, readText } from './cryptofeed.ts'
import { told } from './fixture.ts'

const second = 1_700_000_000_000_000
const depthUrl = 'https://api.binance.com/api/v3/depth?symbol=BTCUSDT&limit=1000'
const depth = (U: number, u: number, b: unknown = [], a: unknown = []) => ({
  stream: 'btcusdt@depth@100ms',
  data: { e: 'depthUpdate', E: 1_700_000_000_000, s: 'BTCUSDT', U, u, b, a },
})

describe('a small capture', () => {
  const lines = [
    header,
    http(3, depthUrl, { lastUpdateId: 6, bids: [['10', '1']], asks: [['12', '1']] }),
    http(3, depthUrl.replace('BTC', 'ETH'), { lastUpdateId: 9, bids: [['10', '1']], asks: [['12', '1']] }),
    http(0, 'https://api.binance.com/api/v3/exchangeInfo', { symbols: [] }),
    frame(1, depth(1, 4, [['9', '1']])),
    frame(2, depth(5, 7, [['10', '2']])),
    frame(4, depth(8, 8, [], [['11', '3']])),
    frame(5, {
      stream: 'btcusdt@aggTrade',
      data: { e: 'aggTrade', E: 1_700_000_000_005, p: '11', q: '2', T: 1_700_000_000_004, m: false },
    }),
    frame(5, { stream: 'ethusdt@aggTrade', data: { p: '11', q: '2', m: false } }),
    frame(6, { stream: 'btcusdt@trade', data: { p: '11', q: '2', m: false } }),
  ]

  test('connections that stand one after another are merged by time; other symbols are nothing', async () => {
    const { events, skipped, integrity, bytes } = await readText(cryptofeedBinance, lines)
    expect(events.map(e => [e.received - second, e.line, e.stream, ...e.fields])).toEqual([
      [1_000, 5, undefined],
      [2_000, 6, undefined],
      [3_000, 2, 'book', 1, 1, 10, 2, -1, 12, 1],
      [3_000, 2, 'quote', 10, 2, 12, 1],
      [4_000, 7, 'book', 0, -1, 11, 3],
      [4_000, 7, 'quote', 10, 2, 11, 3],
      [5_000, 8, 'trades', 11, 2, 1],
      [6_000, 10, undefined],
    ])
    expect(skipped).toEqual({})
    // Each connection is a reading of the file, and all together one for the progress.
    expect(bytes).toBeCloseTo(lines.join('\n').length)
    expect(integrity).toMatchObject({ snapshots: 1, deltas: 3, applied: 2, dropped: 1, gaps: 0 })
  })

  test('with a bookTicker of the symbol, quotes are its own', async () => {
    const ticker = (symbol: string) =>
      frame(9, { stream: `${symbol}@bookTicker`, data: { b: '1', B: '2', a: '3', A: '4' } })
    const quotes = async (symbol: string) => {
      const { events } = await readText(cryptofeedBinance, [...lines, ticker(symbol)])
      return events.filter(e => e.stream === 'quote').map(e => e.fields)
    }
    expect(await quotes('btcusdt')).toEqual([[1, 2, 3, 4]])
    expect((await quotes('ethusdt')).length).toBe(2)
  })

  test('times are cut to microseconds, and lines that are no frames are counted once', async () => {
    const { events, skipped } = await readText(cryptofeedBinance, [
      'words',
      '{"t":"recv","conn":"Y","ts":1618678132.1,"data":5}',
      '{"t":"recv","conn":"Y","ts":1618678132.8258188,"data":"{\\"stream\\":\\"btcusdt@kline_1m\\"}"}',
      ...lines,
    ])
    expect(events[0]).toMatchObject({ received: 1_618_678_132_825_818, line: 3 })
    expect(skipped).toEqual({ not_a_frame: { count: 1, line: 1 }, bad_json: { count: 1, line: 2 } })
  })

  test('what is refused is handed on as it stands in the file', async () => {
    const bad = ['words', frame(1, depth(1.5, 4)), frame(7, depth(9, 9)).slice(0, -9)]
    const kept: unknown[] = []
    const more = { refused: (...row: unknown[]) => kept.push(row) }
    await readText(cryptofeedBinance, [bad[0]!, ...lines, bad[1]!, bad[2]!], more)
    expect(kept).toEqual([
      ['not_a_frame', 1, bad[0]],
      ['bad_book', 12, bad[1]],
      ['cut', 13, bad[2]],
    ])
  })

  test('a cut last line, whatever is left of it', async () => {
    const last = frame(7, depth(9, 9))
    for (const rest of [last.slice(0, -9), last.slice(0, 20)]) {
      const { skipped, events } = await readText(cryptofeedBinance, [...lines, rest])
      expect(skipped).toEqual({ cut: { count: 1, line: 11 } })
      expect(events.length).toBe(8)
    }
  })

  test('without anything of the instrument it is not used', async () => {
    const other = { instrument: { base: 'SOL', quote: 'USDT', suffix: '' } }
    const error: unknown = await readText(cryptofeedBinance, lines, other).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(MarketFault)
    expect(told((error as MarketFault).diagnostic)).toBe(
      'HVT4027 nothing in `capture` can be read by `cryptofeed_binance`: 9 rows refused (of another symbol) | mend the file or the instrument; if the exchange spells it otherwise, say `symbol: …` in the feed',
    )
  })
})

interface Depth {
  lastUpdateId: number
  u: number
  bids: [string, string][]
  asks: [string, string][]
  b: [string, string][]
  a: [string, string][]
}

/** The book that the messages of a symbol lead to, by the rules of the exchange and nothing else. */
function replay(venue: string, symbol: string) {
  const kinds: Record<string, number> = {}
  const deltas: Depth[] = []
  let snapshot: Depth | undefined
  for (const { kind, address, data } of messages(venue)) {
    if (kind === 'http' && address.includes(`depth?symbol=${symbol}&`)) snapshot = data as Depth
    const { stream = '', data: message } = (data ?? {}) as { stream?: string; data: Depth }
    const [name, channel = ''] = stream.split('@')
    if (name !== symbol.toLowerCase()) continue
    kinds[channel] = (kinds[channel] ?? 0) + 1
    if (channel === 'depth') deltas.push(message)
  }
  const book = new Map<string, number>()
  for (const [p, q] of snapshot!.bids) put(book, 1, Number(p), Number(q))
  for (const [p, q] of snapshot!.asks) put(book, -1, Number(p), Number(q))
  const newer = deltas.filter(({ u }) => u > snapshot!.lastUpdateId)
  for (const { b, a } of newer) {
    for (const [p, q] of b) put(book, 1, Number(p), Number(q))
    for (const [p, q] of a) put(book, -1, Number(p), Number(q))
  }
  return { book, kinds, applied: newer.length }
}

/** Deltas, and those that are not older than the snapshot. */
const expected = [
  ['BINANCE', 'NKN', 'USDT', [150, 149]],
  ['BINANCE', 'BLZ', 'ETH', [10, 9]],
  ['BINANCE_FUTURES', 'SUSHI', 'USDT', [255, 252]],
  ['BINANCE_FUTURES', 'CTK', 'USDT', [185, 179]],
] as const

describe.skipIf(!shared)('the captures beside the project', () => {
  test.each(expected)('%s %s/%s', async (venue, base, quote, [deltas, newer]) => {
    const { book, kinds, applied } = replay(venue, base + quote)
    const { events, skipped, integrity } = await read(cryptofeedBinance, capturePath(venue), {
      instrument: { base, quote, suffix: '' },
    })
    let seen: PlainBook
    for (const event of events) if (event.stream === 'book') seen = follow(seen, event)
    expect(bookText(seen!)).toBe(bookText(book))
    expect(skipped).toEqual({})
    expect(byStream(events)).toMatchObject({
      quote: kinds.bookTicker,
      ...(kinds.aggTrade && { trades: kinds.aggTrade }),
      book: integrity!.applied + 1,
    })
    expect(integrity).toMatchObject({ deltas, applied: newer, snapshots: 1, gaps: 0, crossed: 0 })
    expect([kinds.depth, applied]).toEqual([deltas, newer])
    expect(events.every((e, i) => i === 0 || e.received >= events[i - 1]!.received)).toBe(true)
  })
})
