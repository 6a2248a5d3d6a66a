import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrderBook } from '../../../runtime/market/books/order_book.ts'
import type { FeedStats } from '../../../runtime/market/market.ts'
import { deltaOf, scanDelta } from '../../../runtime/market/readers/binance_depth.ts'
import { binanceWs } from '../../../runtime/market/readers/binance_ws.ts'
import { toBase } from '../../../runtime/market/readers/contracts.ts'
import type { FeedFile } from '../../../runtime/market/readers/reader.ts'
import { shared } from '../../shared.ts'
import { captureLines, capturePath, captures } from './captured_books.ts'
import { all, feedFile, folder, row, ticker } from './fixture.ts'

async function read(path: string, more: Partial<FeedFile> = { book: true }) {
  const counts: Pick<FeedStats, 'skipped' | 'integrity'> = { skipped: {} }
  return { events: await all(binanceWs.read(feedFile(path, more), counts, { done: 0 })), ...counts }
}
const readText = async (lines: readonly string[], more?: Partial<FeedFile>) =>
  read(join(await folder({ capture: lines.join('\n') }), 'capture'), more)

const depth = (ms: number, first: number, last: number, b: unknown = [], a: unknown = [], more: object = {}) =>
  row(ms, 'btcusdt@depth@100ms', { e: 'depthUpdate', E: 1_700_000_000_000 + ms, U: first, u: last, b, a, ...more })
const snapshot = (ms: number, lastUpdateId: number, bids: unknown, asks: unknown, more: object = {}) =>
  `${1_700_000_000_000 + ms}000000 ${JSON.stringify({ lastUpdateId, bids, asks, ...more })}`
const second = 1_700_000_000_000_000

describe('a small capture', () => {
  const lines = [
    depth(1, 1, 4, [['9', '1']]),
    depth(2, 5, 7, [['10', '2']]),
    snapshot(3, 6, [['10', '1']], [['12', '1']]),
    depth(4, 8, 8, [], [['11', '3']]),
    depth(5, 9, 9),
    depth(6, 11, 12, [['8', '1']]),
    depth(7, 13, 13),
  ]

  test('books where they are wanted', async () => {
    const { events, skipped, integrity } = await readText([...lines, ticker(8)])
    const at = (ms: number, line: number, more: object) => ({ received: second + ms * 1_000, line, ...more })
    const stamp = (ms: number) => second + ms * 1_000
    expect(events).toEqual([
      at(1, 1, { stamp: stamp(1), stream: undefined, fields: [] }),
      at(2, 2, { stamp: stamp(2), stream: undefined, fields: [] }),
      at(3, 3, { stamp: undefined, stream: 'book', fields: [1, 1, 10, 2, -1, 12, 1] }),
      at(4, 4, { stamp: stamp(4), stream: 'book', fields: [0, -1, 11, 3] }),
      at(5, 5, { stamp: stamp(5), stream: 'book', fields: [0] }),
      at(6, 6, { stamp: stamp(6), stream: 'book', fields: [2] }),
      at(7, 7, { stamp: stamp(7), stream: undefined, fields: [] }),
      at(8, 8, { stamp: undefined, stream: 'quote', fields: [100, 2.5, 101, 3.5] }),
    ])
    expect(skipped).toEqual({})
    expect(integrity).toEqual({
      snapshots: 1,
      deltas: 6,
      applied: 3,
      dropped: 1,
      repeated: 0,
      gaps: 1,
      checksums: 0,
      crossed: 0,
      invalid: 3_000,
    })
  })

  test('nothing of it where they are not, and quotes come by themselves', async () => {
    const { events, integrity } = await readText([...lines, ticker(8)], {})
    expect(events.map(e => e.stream)).toEqual([...Array(7).fill(undefined), 'quote'])
    expect(integrity).toBeUndefined()
  })

  test('without quotes of its own, the top of the book; absent while that is invalid', async () => {
    const { events } = await readText(lines, {})
    expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 'quote', 10, 2, 12, 1],
      [4, 'quote', 10, 2, 11, 3],
      [5, undefined],
      [6, 'quote', Number.NaN, Number.NaN, Number.NaN, Number.NaN],
      [7, undefined],
    ])
    const both = await readText(lines)
    expect(both.events.map(e => e.stream)).toEqual([
      ...[undefined, undefined, 'book', 'quote', 'book', 'quote', 'book'],
      ...['book', 'quote', undefined],
    ])
  })

  test('contracts, at the price of each level; the symbol of a COIN-M snapshot is looked at', async () => {
    const coinm: Partial<FeedFile> = {
      instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
      contract: { value: 100, asset: 'USD' },
      book: true,
    }
    const { events, skipped } = await readText(
      [
        snapshot(0, 4, [['50', '1']], [], { symbol: 'ETHUSD_PERP' }),
        snapshot(1, 5, [['50', '1']], [['100', '3']], { symbol: 'BTCUSD_PERP', T: 1_700_000_000_001 }),
        row(2, 'btcusd_perp@depth@0ms', { U: 3, u: 7, pu: 2, b: [['40', '2']], a: [['100', '0']] }),
        row(3, 'btcusd_perp@depth@0ms', { U: 9, u: 10, pu: 7, b: [], a: [] }),
      ],
      coinm,
    )
    expect(events.filter(e => e.stream === 'book').map(e => e.fields)).toEqual([
      [1, 1, 50, 2, -1, 100, 3],
      [0, 1, 40, 5, -1, 100, 0],
      [0],
    ])
    expect(events[0]?.stamp).toBe(second + 1_000)
    expect(skipped).toEqual({ other_symbol: { count: 1, line: 1 } })
  })

  test('messages that are no book are refused, and the gap is seen', async () => {
    const { events, skipped, integrity } = await readText([
      snapshot(0, 'x' as unknown as number, [], []),
      snapshot(0, 1, [['1']], []),
      snapshot(0, 1, [['10', '1']], [['12', '1']]),
      depth(1, 2, 2, [['10', '-1']]),
      depth(1, 2, 2, [['0', '1']]),
      depth(1, 2, 2, 'none'),
      depth(1, 2.5, 2),
      depth(1, 2, 2, [], [], { E: 'today' }),
      depth(1, 3, 3),
    ])
    expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
      [3, 1],
      [9, 2],
    ])
    expect(skipped).toEqual({ bad_book: { count: 6, line: 1 }, bad_stamp: { count: 1, line: 8 } })
    expect(integrity).toMatchObject({ deltas: 1, gaps: 1 })
  })

  test('changes keep their order where the clock of the recorder goes back', async () => {
    const { events } = await readText([snapshot(5, 1, [['10', '1']], []), depth(3, 2, 2), depth(9, 3, 3)])
    expect(events.filter(e => e.stream === 'book').map(e => e.received - second)).toEqual([5_000, 5_000, 9_000])
    // Whoever puts the file in order sees that it ran backwards.
    expect(events.filter(e => !e.stream).map(e => [e.line, e.received - second])).toEqual([[2, 3_000]])
  })
})

describe('a quick look at a message', () => {
  const base = toBase(feedFile('f', { contract: { value: 100, asset: 'USDT' } }))
  const number = fc.oneof(
    fc.integer({ min: 1, max: 99_999_999 }).map(n => (n / 100).toFixed(2)),
    fc.nat(1_000).map(n => (n / 8).toFixed(8)),
    fc.constantFrom('0', '0.000', '61837.63000000', '12345678901234567.5', '123456789012345', '0.1', '1e5', '-1', '.5'),
  )
  const levels = fc.array(fc.tuple(number, number), { maxLength: 5 })
  const id = fc.oneof({ weight: 9, arbitrary: fc.nat(1e9) }, { weight: 1, arbitrary: fc.constantFrom(0, 1.5, 'x', -1) })

  test('says the same as JSON, or leaves it to JSON', () => {
    let quick = 0
    fc.assert(
      fc.property(fc.tuple(id, id, id), levels, levels, fc.boolean(), ([U, u, pu], b, a, future) => {
        const data = { e: 'depthUpdate', E: 5, ...(future && { T: 4 }), U, u, ...(future && { pu }), b, a }
        const scanned = scanDelta(JSON.stringify({ stream: 's@depth', data }), 0, base)
        if (!scanned) return
        quick++
        expect(scanned.delta).toEqual(deltaOf(data, base))
        expect(scanned.time).toBe(future ? 4 : 5)
      }),
      { numRuns: 3_000 },
    )
    expect(quick).toBeGreaterThan(50)
  })

  test.each([
    ['no end', '{"data":{"E":5,"U":1,"u":2,"b":[["1","1"]],"a":[["2","1"]]'],
    ['more after it', '{"data":{"E":5,"U":1,"u":2,"b":[],"a":[],"c":[]}}'],
    ['spaces', '{"data":{"E":5,"U":1,"u":2,"b":[["1", "1"]],"a":[]}}'],
    ['a heading that is not JSON', '{"data":{"e":"depthUpdate,"E":5,"U":1,"u":2,"b":[["1","1"]],"a":[["2","1"]]}}'],
    ['levels of another key', '{"data":{"E":5,"U":1,"u":2,"c":[],"b":[["1","1"]],"a":[["2","1"]]}}'],
    ['an exponent', '{"data":{"E":5,"U":1,"u":2,"b":[["1e5","1"]],"a":[]}}'],
    ['a price of nothing', '{"data":{"E":5,"U":1,"u":2,"b":[["0","1"]],"a":[]}}'],
    ['an open level', '{"data":{"E":5,"U":1,"u":2,"b":[["1","1"],"a":[]}}'],
  ])('%s is for JSON', (_, text) => {
    expect(scanDelta(text, 0, base)).toBeUndefined()
  })
})

describe.skipIf(!shared)('the captures of 2024-08-08: no gap, and the top of the book is the bookTicker', () => {
  test.each(Object.entries(captures))('%s', async (name, { file, ...more }) => {
    const lines = captureLines(file)
    const tickers = new Map<number, number[]>()
    const ids: (number | undefined)[] = []
    const base = toBase(more)
    for (const text of lines) {
      const { stream, data } = JSON.parse(text.slice(20)) as { stream?: string; data: Record<string, string & number> }
      ids.push(stream?.includes('@depth') ? data.u : undefined)
      if (!stream?.includes('@bookTicker')) continue
      const [b, B, a, A] = [data.b, data.B, data.a, data.A].map(Number) as [number, number, number, number]
      tickers.set(data.u!, [b, base(B, b), a, base(A, a)])
    }
    const { events, integrity, skipped } = await read(capturePath(file), { ...more, book: true })
    const book = new OrderBook()
    let same = 0
    for (const { stream, fields, line } of events) {
      if (stream !== 'book') continue
      expect(fields[0]).not.toBe(2)
      if (fields[0] === 1) book.replace(fields)
      else book.apply(fields)
      const top = tickers.get(ids[line - 1] ?? -1)
      if (!top) continue
      same++
      if (top.some((value, i) => value !== book.top()[i])) expect([line, ...book.top()]).toEqual([line, ...top])
    }
    expect(skipped).toEqual({})
    const { snapshots, deltas, applied, dropped, invalid, ...faults } = integrity!
    expect(faults).toEqual({ repeated: 0, gaps: 0, checksums: 0, crossed: 0 })
    expect(snapshots).toBe(1)
    expect([deltas, applied, dropped, invalid, same]).toEqual(expected[name])
  })
})

/** Deltas, those applied, those older than the snapshot, µs until it came, and tops compared with a bookTicker. */
const expected: Readonly<Record<string, readonly number[]>> = {
  'spot BTC': [3_451, 3_449, 2, 269_567, 564],
  'usdm BTC': [6_551, 6_547, 4, 289_388, 629],
  'coinm BTC': [26_847, 26_824, 23, 437_153, 1_124],
  'spot ETH': [3_434, 3_432, 2, 116_270, 577],
  'usdm ETH': [6_586, 6_580, 6, 290_189, 551],
  'coinm ETH': [22_909, 22_887, 22, 440_220, 1_345],
}
