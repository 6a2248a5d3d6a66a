import { expect, test } from 'vitest'
import { cryptofeedBybit } from '../../../runtime/market/readers/cryptofeed_bybit.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { frame, readText } from './cryptofeed.ts'

const stamp = 1_700_000_000_000
const book = (ms: number, u: number, type: string, b: unknown[], a: unknown[], conn?: string) =>
  frame(ms, { topic: 'orderbook.200.BTCUSDT', type, ts: stamp + 2, cts: stamp + 1, data: { b, a, u, seq: u } }, conn)
const snapshot = (ms: number, u: number, conn?: string) => book(ms, u, 'snapshot', [['100', '1']], [['101', '2']], conn)
const change = (ms: number, u: number, conn?: string) => book(ms, u, 'delta', [['100', String(u)]], [], conn)
const connect = (ms: number, conn: string, category: string) =>
  JSON.stringify({
    t: 'connect',
    conn,
    ts: 1_700_000_000 + ms / 1_000,
    addr: `wss://stream.bybit.com/v5/public/${category}`,
  })
const perp = { instrument: { base: 'BTC', quote: 'USDT', suffix: 'perp' } }
const inverse: Partial<FeedFile> = {
  instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
  contract: { value: 1, asset: 'USD' },
}
const read = (lines: string[], more: Partial<FeedFile> = perp) => readText(cryptofeedBybit, lines, more)

test('spot and derivatives of one name are told apart by the connection', async () => {
  const lines = [
    connect(0, 'A', 'linear'),
    connect(0, 'B', 'spot'),
    snapshot(1, 5, 'A'),
    snapshot(2, 9, 'B'),
    change(3, 6, 'A'),
    change(4, 10, 'B'),
  ]
  const shown = async (more: Partial<FeedFile>) => (await read(lines, more)).events.map(e => [e.line, ...e.fields])
  expect(await shown(perp)).toEqual([
    [3, 1, 1, 100, 1, -1, 101, 2],
    [3, 100, 1, 101, 2],
    [5, 0, 1, 100, 6],
    [5, 100, 6, 101, 2],
  ])
  const spot = await shown({ instrument: { base: 'BTC', quote: 'USDT', suffix: '' } })
  expect(spot.map(([line]) => line)).toEqual([4, 4, 6, 6])
})

test('each batch must have the next number; a snapshot begins anew, and so does a connection', async () => {
  const { events, integrity } = await read([
    snapshot(1, 5),
    change(2, 6),
    change(3, 6),
    change(4, 8),
    change(5, 9),
    snapshot(6, 1),
    change(7, 2),
    connect(8, 'X.ws.1', 'linear'),
    change(9, 3),
    snapshot(10, 20),
  ])
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [1, 1],
    [2, 0],
    [4, 2],
    [6, 1],
    [7, 0],
    [8, 2],
    [10, 1],
  ])
  expect(integrity).toMatchObject({ snapshots: 3, deltas: 6, applied: 2, repeated: 1, gaps: 2, dropped: 2 })
  expect(events[0]!.stamp).toBe((stamp + 1) * 1_000)
})

test('tickers: what a message does not have stays; each stream ticks where it has a field', async () => {
  const ticker = (ms: number, type: string, data: object) =>
    frame(ms, { topic: 'tickers.BTCUSD', type, ts: stamp, data: { symbol: 'BTCUSD', ...data } })
  const { events } = await read(
    [
      ticker(0, 'delta', { markPrice: '' }),
      ticker(1, 'snapshot', {
        ...{ bid1Price: '50000', ask1Price: '50001', markPrice: '50000', indexPrice: '49999', openInterest: '100000' },
        ...{ fundingRate: '-0.0001', fundingIntervalHour: '8', nextFundingTime: `${stamp}` },
      }),
      ticker(2, 'delta', { indexPrice: '50002' }),
      ticker(3, 'delta', { fundingRate: '0.0002' }),
      ticker(4, 'delta', { ask1Price: '50003', openInterest: '50000' }),
      ticker(5, 'delta', { price24hPcnt: '0' }),
    ],
    inverse,
  )
  expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
    [1, undefined],
    [2, 'ticker', 50_000, 50_001],
    [2, 'mark', 50_000, 49_999],
    [2, 'funding', -0.0001, Number.NaN, 28_800, stamp * 1_000, Number.NaN],
    [2, 'open_interest', 2],
    [3, 'mark', 50_000, 50_002],
    [4, 'funding', 0.0002, Number.NaN, 28_800, stamp * 1_000, Number.NaN],
    [5, 'ticker', 50_000, 50_003],
    [5, 'open_interest', 1],
    [6, undefined],
  ])
})

test('trades; what is not as it should be is refused', async () => {
  const trades = (ms: number, data: object[], more: object = {}) =>
    frame(ms, { topic: 'publicTrade.BTCUSDT', type: 'snapshot', ts: stamp, data, ...more })
  const one = { T: stamp + 3, s: 'BTCUSDT', S: 'Sell', v: '0.5', p: '100' }
  const { events, skipped } = await read([
    trades(1, [one, { ...one, S: 'Buy' }]),
    trades(2, [one, { ...one, S: 'Buy' }]),
    trades(3, [{ ...one, S: 'Both' }]),
    trades(3, [{ ...one, T: 'now' }]),
    trades(3, [one], { ts: undefined }),
    book(4, 5, 'snapshot', [['100']], []),
    book(4, 5.5, 'snapshot', [], []),
    frame(5, { op: 'subscribe', success: true }),
    frame(6, { topic: 'publicTrade.XBTCUSDT', ts: stamp, data: [one] }),
    frame(7, { topic: 'kline.1.BTCUSDT', ts: stamp, data: [] }),
  ])
  expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
    [1, 'trades', 100, 0.5, -1],
    [1, 'trades', 100, 0.5, 1],
    [8, undefined],
    [10, undefined],
  ])
  expect(events[0]!.stamp).toBe((stamp + 3) * 1_000)
  expect(skipped).toEqual({
    repeated: { count: 1, line: 2 },
    no_price: { count: 1, line: 3 },
    bad_stamp: { count: 2, line: 4 },
    bad_book: { count: 2, line: 6 },
  })
})
