import { expect, test } from 'vitest'
import { cryptofeedCoinbase } from '../../../runtime/market/readers/cryptofeed_coinbase.ts'
import { frame, readText } from './cryptofeed.ts'

const at = '2023-11-14T22:13:20.000500Z'
const message = (ms: number, sequence_num: number, channel: string, ...events: object[]) =>
  frame(ms, { channel, timestamp: '2023-11-14T22:13:20.000700123Z', sequence_num, events })
const update = (side: string, price_level: string, new_quantity: string) => ({
  side,
  event_time: at,
  price_level,
  new_quantity,
})
const l2 = (ms: number, n: number, type: string, updates: object[], product_id = 'BTC-USD') =>
  message(ms, n, 'l2_data', { type, product_id, updates })
const snapshot = (ms: number, n: number) =>
  l2(ms, n, 'snapshot', [update('bid', '100', '1'), update('offer', '101', '2')])
const change = (ms: number, n: number, size = '3') => l2(ms, n, 'update', [update('bid', '100', size)])
const trade = (time: string, side: string, product_id = 'BTC-USD') => ({
  product_id,
  price: '100.5',
  size: '0.5',
  time: `2023-11-14T22:13:20.${time}Z`,
  side,
})
const read = (lines: string[]) =>
  readText(cryptofeedCoinbase, lines, { instrument: { base: 'BTC', quote: 'USD', suffix: '' } })
const second = 1_700_000_000_000_000

test('the book, quotes from its top, trades in the order in which they happened, tickers', async () => {
  const { events, skipped } = await read([
    message(0, 0, 'market_trades', { type: 'snapshot', trades: [trade('000001', 'BUY')] }),
    snapshot(1, 1),
    l2(2, 2, 'update', [update('bid', '100', '0'), update('bid', '99', '4'), update('offer', '101', '5')]),
    l2(3, 3, 'update', [update('bid', '100', '9')], 'ETH-USD'),
    message(4, 4, 'market_trades', {
      type: 'update',
      trades: [trade('000400', 'SELL'), trade('000350', 'SELL', 'ETH-USD'), trade('000300', 'BUY')],
    }),
    message(5, 5, 'ticker', { type: 'update', tickers: [{ product_id: 'BTC-USD', best_bid: '99', best_ask: '101' }] }),
    message(6, 6, 'heartbeats', { heartbeat_counter: 1 }),
    frame(7, { type: 'error', message: 'none' }),
  ])
  expect(events.map(e => [e.line, e.stamp && e.stamp - second, e.stream, ...e.fields])).toEqual([
    [2, 500, 'book', 1, 1, 100, 1, -1, 101, 2],
    [2, 500, 'quote', 100, 1, 101, 2],
    [3, 500, 'book', 0, 1, 100, 0, 1, 99, 4, -1, 101, 5],
    [3, 500, 'quote', 99, 4, 101, 5],
    [5, 300, 'trades', 100.5, 0.5, -1],
    [5, 400, 'trades', 100.5, 0.5, 1],
    [6, 700, 'ticker', 99, 101],
    [7, undefined, undefined],
    [8, undefined, undefined],
  ])
  expect(skipped).toEqual({})
})

test('a missing message of any channel is a gap; one that comes twice is not used twice', async () => {
  const trades = (ms: number, n: number) =>
    message(ms, n, 'market_trades', { type: 'update', trades: [trade('000300', 'BUY')] })
  const { events, integrity, skipped } = await read([
    snapshot(1, 1),
    change(2, 2),
    change(3, 2),
    trades(4, 3),
    trades(5, 3),
    change(6, 4),
    trades(7, 6),
    change(8, 7),
    snapshot(9, 8),
    change(10, 10),
  ])
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [1, 1],
    [2, 0],
    [6, 0],
    [7, 2],
    [9, 1],
    [10, 2],
  ])
  expect(events.filter(e => e.stream === 'trades').map(e => e.line)).toEqual([4, 7])
  expect(skipped).toEqual({ repeated: { count: 1, line: 5 } })
  expect(integrity).toMatchObject({ snapshots: 2, deltas: 5, applied: 2, repeated: 1, gaps: 2, dropped: 1 })
})

test('a new connection counts from the beginning, and its book begins with its snapshot', async () => {
  const connect = JSON.stringify({ t: 'connect', conn: 'X.ws.1', ts: 1_700_000_000.004, addr: 'wss://coinbase' })
  const { events, integrity } = await read([snapshot(1, 7), change(2, 8), connect, snapshot(5, 0), change(6, 1)])
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [1, 1],
    [2, 0],
    [3, 2],
    [4, 1],
    [5, 0],
  ])
  expect(integrity).toMatchObject({ gaps: 1, applied: 2, invalid: 1_000 })
})

test('messages that are not what they should be are refused, and their absence is a gap', async () => {
  const { events, skipped } = await read([
    snapshot(1, 1),
    l2(2, 2, 'update', [update('bid', 'x', '1')]),
    change(3, 3),
    message(4, 4, 'market_trades', { type: 'update', trades: [{ ...trade('000300', 'BUY'), side: 'NONE' }] }),
  ])
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [1, 1],
    [3, 2],
  ])
  expect(skipped).toEqual({ bad_book: { count: 1, line: 2 }, no_price: { count: 1, line: 4 } })
})
