import { expect, test } from 'vitest'
import { cryptofeedKraken } from '../../../runtime/market/readers/cryptofeed_kraken.ts'
import { frame, header, http, krakenSum, readText } from './cryptofeed.ts'

const second = 1_700_000_000_000_000
const levels = (first: number, step: number, count: number) =>
  Array.from({ length: count }, (_, i) => [(first + i * step).toFixed(1), '1.50000000'] as const)
const [bids, asks] = [levels(100, -1, 12), levels(101, 1, 12)]
const timed = (side: readonly (readonly string[])[], at = '1700000000.000500') => side.map(level => [...level, at])
const book = (ms: number, ...parts: object[]) => frame(ms, [7, ...parts, 'book-1000', 'XBT/USD'])
const snapshot = (ms: number) => book(ms, { as: timed(asks), bs: timed(bids) })

/** Takes the best bid out; the sum is of what is left. */
const change = (ms: number, c = krakenSum(bids.slice(1), asks)) =>
  book(ms, { b: timed([['100.0', '0.00000000']], '1700000000.002000'), c })
const more = { instrument: { base: 'BTC', quote: 'USD', suffix: '' } }
const shown = (side: readonly (readonly string[])[], sign: number) =>
  side.slice(0, 10).flatMap(([price]) => [sign, Number(price), 1.5])

test('the book is as deep as its checksum, and what comes up from below is shown', async () => {
  const { events, skipped, integrity } = await readText(
    cryptofeedKraken,
    [header, http(0, 'https://api.kraken.com/0/public/AssetPairs', {}), snapshot(1), change(3), change(3)],
    more,
  )
  expect(events.map(e => [e.received - second, (e.stamp ?? second) - second, e.stream, ...e.fields])).toEqual([
    [1_000, 500, 'book', 1, ...shown(bids, 1), ...shown(asks, -1)],
    [1_000, 500, 'quote', 100, 1.5, 101, 1.5],
    [3_000, 2_000, 'book', 0, 1, 100, 0, 1, 90, 1.5],
    [3_000, 2_000, 'quote', 99, 1.5, 101, 1.5],
    [3_000, 2_000, undefined],
  ])
  expect(skipped).toEqual({})
  expect(integrity).toMatchObject({ snapshots: 1, deltas: 2, applied: 1, repeated: 1, checksums: 0 })
})

test('another checksum: no book until the next snapshot', async () => {
  const { events, integrity } = await readText(
    cryptofeedKraken,
    [change(0), snapshot(1), change(3, '5'), change(4), snapshot(5), change(6)],
    more,
  )
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [2, 1],
    [3, 2],
    [5, 1],
    [6, 0],
  ])
  expect(integrity).toMatchObject({ snapshots: 2, deltas: 4, applied: 1, dropped: 2, checksums: 1, invalid: 3_000 })
})

test('a new connection: no book until its snapshot', async () => {
  const connect = JSON.stringify({ t: 'connect', conn: 'X.ws.1', ts: 1_700_000_000.004, addr: 'wss://ws.kraken.com' })
  const { events, integrity } = await readText(cryptofeedKraken, [snapshot(1), connect, snapshot(5)], more)
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
  ])
  expect(integrity).toMatchObject({ snapshots: 2, gaps: 1, invalid: 1_000 })
})

test('of levels below the depth of the subscription nothing is kept', async () => {
  const narrow = (ms: number, ...parts: object[]) => frame(ms, [7, ...parts, 'book-10', 'XBT/USD'])
  const [b, a] = [bids.slice(0, 10), asks.slice(0, 10)]
  const higher = ['100.5', '1.50000000'] as const
  const back = [['91.0', '1.50000000']] as const
  const { integrity } = await readText(
    cryptofeedKraken,
    [
      narrow(1, { as: timed(a), bs: timed(b) }),
      narrow(2, { b: timed([higher]), c: krakenSum([higher, ...b], a) }),
      narrow(3, { b: timed([['100.5', '0.00000000'], ...back]), c: krakenSum(b, a) }),
      // Nobody said that 91.0 is gone: it fell out when 100.5 came.
      narrow(4, { b: timed([higher]), c: krakenSum([higher, ...b], a) }),
      narrow(5, { b: timed([['100.5', '0.00000000']]), c: krakenSum(b.slice(0, 9), a) }),
    ],
    more,
  )
  expect(integrity).toMatchObject({ applied: 4, checksums: 0 })
})

test('trades, several of a message; tickers; heartbeats', async () => {
  const last = frame(5, [7, [['100.0', '3.0', '1700000000.001', 's', 'l', '']], 'trade', 'XBT/USD'])
  const { events, skipped } = await readText(
    cryptofeedKraken,
    [
      frame(1, { event: 'heartbeat' }),
      frame(2, [
        7,
        [
          ['100.0', '2.0', '1700000000.000123', 's', 'l', ''],
          ['101.0', '1.0', '1700000000.0004567', 'b', 'm', ''],
        ],
        'trade',
        'XBT/USD',
      ]),
      frame(3, [7, { a: ['101.0', 1, '1.5'], b: ['100.0', 3, '3.5'] }, 'ticker', 'XBT/USD']),
      frame(4, [8, [['9', '9', '1700000000.0', 'b', 'm', '']], 'trade', 'ETH/USD']),
      last,
      last,
      '',
    ],
    more,
  )
  expect(events.map(e => [e.line, e.stamp && e.stamp - second, e.stream, ...e.fields])).toEqual([
    [1, undefined, undefined],
    [2, 123, 'trades', 100, 2, -1],
    [2, 456, 'trades', 101, 1, 1],
    [3, undefined, 'ticker', 100, 101],
    [5, 1_000, 'trades', 100, 3, -1],
  ])
  expect(skipped).toEqual({ repeated: { count: 1, line: 6 } })
})

test('messages that are not what they should be are refused', async () => {
  const { skipped, events } = await readText(
    cryptofeedKraken,
    [
      snapshot(1),
      book(2, { b: [['100.0', '0']] }),
      book(2, { b: [['-1', '0']], c: '1' }),
      book(2, { b: 'none', c: '1' }),
      book(2, { as: [null], bs: [] }),
      frame(3, [7, [['100.0', '2.0', '1700000000.000123', 'x', 'l', '']], 'trade', 'XBT/USD']),
      frame(3, [7, [['100.0', '2.0', 'today', 's', 'l', '']], 'trade', 'XBT/USD']),
      frame(3, [7, null, 'ticker', 'XBT/USD']),
      frame(3, ['XBT/USD']),
      change(4),
    ],
    more,
  )
  expect(skipped).toEqual({
    bad_book: { count: 4, line: 2 },
    no_price: { count: 2, line: 6 },
    bad_stamp: { count: 1, line: 7 },
    bad_json: { count: 1, line: 9 },
  })
  expect(events.at(-1)?.stream).toBe('quote')
})
