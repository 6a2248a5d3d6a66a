import { expect, test } from 'vitest'
import { cryptofeedOkx } from '../../../runtime/market/readers/cryptofeed_okx.ts'
import { frame, header, okxSum, readText } from './cryptofeed.ts'

const levels = (first: number, step: number, count: number) =>
  Array.from({ length: count }, (_, i) => [String(first + i * step), '2'] as const)
const [bids, asks] = [levels(100, -1, 3), levels(101, 1, 30)]
const message = (ms: number, action: string, row: object, more: object = {}) =>
  frame(ms, { arg: { channel: 'books', instId: 'BTC-USDT' }, action, data: [{ ...row, ts: '1700000000001' }], ...more })
const wide = (side: readonly (readonly string[])[]) => side.map(level => [...level, '0', '1'])

test('the book is as deep as its checksum; its snapshots have one too', async () => {
  const whole = (ms: number, checksum = okxSum(bids, asks)) =>
    message(ms, 'snapshot', { bids: wide(bids), asks: wide(asks), checksum })
  const change = (ms: number) =>
    message(ms, 'update', { bids: [], asks: wide([['101', '0']]), checksum: okxSum(bids, asks.slice(1)) })
  const { events, skipped, integrity } = await readText(cryptofeedOkx, [
    header,
    whole(1, 7),
    whole(2),
    change(3),
    change(3),
    whole(4, 7),
    whole(5),
  ])
  const books = events.filter(e => e.stream === 'book')
  expect(books.map(e => [e.line, e.fields[0], (e.fields.length - 1) / 3])).toEqual([
    [3, 1, 28],
    [4, 0, 2],
    [6, 2, 0],
    [7, 1, 28],
  ])
  expect(books[1]!.fields).toEqual([0, -1, 101, 0, -1, 126, 2])
  expect(books[0]!.stamp).toBe(1_700_000_000_001_000)
  expect(skipped).toEqual({})
  expect(integrity).toMatchObject({ snapshots: 4, deltas: 2, applied: 1, repeated: 1, checksums: 2 })
})

test('with numbers, which newer captures have, it is as deep as it is told', async () => {
  const whole = (ms: number, seqId: number) =>
    message(ms, 'snapshot', { bids: wide(bids), asks: wide(asks), checksum: 0, prevSeqId: -1, seqId })
  const change = (ms: number, prevSeqId: number, seqId: number) =>
    message(ms, 'update', { bids: wide([['99', '5']]), asks: [], checksum: 0, prevSeqId, seqId })
  const { events, integrity } = await readText(cryptofeedOkx, [
    whole(1, 10),
    change(2, 10, 12),
    change(3, 12, 12),
    change(3, 12, 13),
    change(3, 12, 13),
    change(4, 14, 15),
    change(5, 15, 16),
    whole(6, 20),
    // The exchange may begin to count again.
    change(7, 20, 3),
    change(8, 3, 4),
  ])
  const books = events.filter(e => e.stream === 'book')
  expect(books.map(e => [e.line, e.fields[0]])).toEqual([
    ...[1, 2, 3, 4].map(line => [line, line === 1 ? 1 : 0]),
    [6, 2],
    ...[8, 9, 10].map(line => [line, line === 8 ? 1 : 0]),
  ])
  expect(books[0]!.fields.length).toBe(1 + 3 * 33)
  expect(books[1]!.fields).toEqual([0, 1, 99, 5])
  expect(integrity).toMatchObject({ deltas: 8, applied: 5, repeated: 1, gaps: 1, dropped: 1, checksums: 0 })
})

test('contracts, trades, tickers; other instruments are nothing', async () => {
  const swap = { channel: 'trades', instId: 'BTC-USD-SWAP' }
  const row = { instId: 'BTC-USD-SWAP', px: '50000', sz: '5', side: 'sell', ts: '1700000000005' }
  const { events, skipped } = await readText(
    cryptofeedOkx,
    [
      frame(1, { event: 'subscribe', arg: swap }),
      frame(2, { arg: swap, data: [row, { ...row, side: 'buy', sz: '10' }] }),
      frame(3, { arg: { ...swap, channel: 'tickers' }, data: [{ bidPx: '49999', askPx: '', ts: '1700000000006' }] }),
      frame(4, { arg: { ...swap, instId: 'BTC-USDT' }, data: [row] }),
      frame(5, { arg: swap, data: [{ ...row, side: 'none' }] }),
      frame(6, { arg: { ...swap, channel: 'mark-price' }, data: [{ markPx: '1' }] }),
      frame(7, { arg: { ...swap, channel: 'books' }, data: [{ bids: [], asks: [], ts: '1700000000006' }] }),
      frame(8, { arg: { ...swap, channel: 'books' }, data: [{ bids: [], asks: [] }] }),
      JSON.stringify({ t: 'recv', conn: 'X.ws.1', ts: 1_700_000_000.009, data: 'pong' }),
    ],
    { instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' }, contract: { value: 100, asset: 'USD' } },
  )
  expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
    [1, undefined],
    [2, 'trades', 50_000, 0.01, -1],
    [2, 'trades', 50_000, 0.02, 1],
    [3, 'ticker', 49_999, Number.NaN],
    [6, undefined],
    [9, undefined],
  ])
  expect(skipped).toEqual({
    no_price: { count: 1, line: 5 },
    bad_book: { count: 1, line: 7 },
    bad_stamp: { count: 1, line: 8 },
  })
})

test('a new connection: no book until its snapshot; trades that come twice in a row are used once', async () => {
  const connect = JSON.stringify({ t: 'connect', conn: 'X.ws.1', ts: 1_700_000_000.004, addr: 'wss://ws.okx.com' })
  const whole = (ms: number) => message(ms, 'snapshot', { bids: wide(bids), asks: [], checksum: okxSum(bids, []) })
  const trade = { px: '50000', sz: '5', side: 'sell', ts: '1700000000005' }
  const trades = frame(6, { arg: { channel: 'trades', instId: 'BTC-USDT' }, data: [trade] })
  const { events, skipped, integrity } = await readText(cryptofeedOkx, [
    connect,
    whole(1),
    connect,
    whole(5),
    trades,
    trades,
    '',
  ])
  expect(events.filter(e => e.stream && e.stream !== 'quote').map(e => [e.line, e.stream, e.fields[0]])).toEqual([
    [2, 'book', 1],
    [3, 'book', 2],
    [4, 'book', 1],
    [5, 'trades', 50_000],
  ])
  expect(skipped).toEqual({ repeated: { count: 1, line: 6 } })
  expect(integrity).toMatchObject({ snapshots: 2, gaps: 1, invalid: 1_000 })
})
