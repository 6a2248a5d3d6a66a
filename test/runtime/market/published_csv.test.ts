import { expect, test } from 'vitest'
import { binanceBookTickerCsv, binanceFundingCsv } from '../../../runtime/market/readers/binance_vision_csv.ts'
import { kaikoBookCsv, kaikoTradesCsv } from '../../../runtime/market/readers/kaiko_csv.ts'
import { readText } from './cryptofeed.ts'

const ms = 1_700_000_000_000
const t0 = ms * 1_000

test('trades of Kaiko', async () => {
  const { events, skipped } = await readText(kaikoTradesCsv, [
    'id,exchange,symbol,date,price,amount,sell',
    `1,bn,btcusdt,${ms},100.5,2,true`,
    `2,bn,btcusdt,${ms + 1},101,1,false`,
    `3,bn,ethusdt,${ms + 1},101,1,false`,
    `4,bn,btcusdt,today,101,1,false`,
    `5,bn,btcusdt,${ms + 1},101,1,maybe`,
    '',
  ])
  expect(events).toEqual([
    { received: t0 + 100_000, stamp: t0, stream: 'trades', fields: [100.5, 2, -1], line: 2 },
    { received: t0 + 101_000, stamp: t0 + 1_000, stream: 'trades', fields: [101, 1, 1], line: 3 },
  ])
  expect(skipped).toEqual({
    other_symbol: { count: 1, line: 4 },
    bad_stamp: { count: 1, line: 5 },
    no_price: { count: 1, line: 6 },
  })
  const other = { symbol: 'ETHUSDT', latency: 7 }
  const lines = ['id,exchange,symbol,date,price,amount,sell', `3,bn,ethusdt,${ms},101,1,false`]
  expect((await readText(kaikoTradesCsv, lines, other)).events[0]!.received).toBe(t0 + 7)
})

test('books of Kaiko: a snapshot for each time', async () => {
  const { events, skipped, integrity } = await readText(kaikoBookCsv, [
    'date,type,price,amount',
    `${ms},b,100,1`,
    `${ms},a,101,2`,
    `${ms + 30_000},b,101,1`,
    `${ms + 30_000},a,101,2`,
    `${ms + 60_000},b,99,1`,
    `${ms + 60_000},c,98,1`,
    `${ms + 90_000},b,98,3`,
    `${ms + 90_000},a,99,4`,
  ])
  expect(events.map(e => [(e.received - t0) / 1_000, e.line, e.stream, ...e.fields])).toEqual([
    [100, 3, 'book', 1, 1, 100, 1, -1, 101, 2],
    [100, 3, 'quote', 100, 1, 101, 2],
    [30_100, 5, 'book', 2],
    [30_100, 5, 'quote', Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    [60_100, 6, undefined],
    [90_100, 9, 'book', 1, 1, 98, 3, -1, 99, 4],
    [90_100, 9, 'quote', 98, 3, 99, 4],
  ])
  expect(skipped).toEqual({ bad_book: { count: 1, line: 7 } })
  expect(integrity).toMatchObject({ snapshots: 3, crossed: 1, deltas: 0 })
})

test('best prices of Binance', async () => {
  const heading = 'update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time'
  const { events, skipped } = await readText(binanceBookTickerCsv, [
    heading,
    `1,100,2,101,3,${ms},${ms + 2}`,
    `2,100,2,0,3,${ms},${ms + 2}`,
    `3,100,2,101,3,${ms},`,
    '',
  ])
  expect(events).toEqual([{ received: t0 + 102_000, stamp: t0, stream: 'quote', fields: [100, 2, 101, 3], line: 2 }])
  expect(skipped).toEqual({ no_price: { count: 1, line: 3 }, bad_stamp: { count: 1, line: 4 } })
})

test('funding of Binance: what was paid, and when it is paid next', async () => {
  const { events, skipped } = await readText(binanceFundingCsv, [
    'calc_time,funding_interval_hours,last_funding_rate',
    `${ms},8,-0.00012`,
    `${ms},0,-0.00012`,
    `${ms},8,`,
    'now,8,0',
    '',
  ])
  const fields = [Number.NaN, Number.NaN, 28_800, t0 + 28_800_000_000, -0.00012]
  expect(events).toEqual([{ received: t0 + 100_000, stamp: t0, stream: 'funding', fields, line: 2 }])
  expect(skipped).toEqual({ no_price: { count: 2, line: 3 }, bad_stamp: { count: 1, line: 5 } })
})
