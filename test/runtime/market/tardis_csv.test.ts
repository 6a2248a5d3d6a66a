import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tardisBookCsv } from '../../../runtime/market/readers/tardis_book_csv.ts'
import { tardisQuotesCsv, tardisTickerCsv, tardisTradesCsv } from '../../../runtime/market/readers/tardis_csv.ts'
import { shared } from '../../shared.ts'
import { read, readText } from './cryptofeed.ts'

const t0 = 1_700_000_000_000_000
const own = (micros: number, ...cells: (string | number)[]) =>
  ['deribit', 'BTC-PERPETUAL', t0 + micros, t0 + micros + 500, ...cells].join(',')
const heading = (...columns: string[]) => ['exchange', 'symbol', 'timestamp', 'local_timestamp', ...columns].join(',')
const bookHeading = heading('is_snapshot', 'side', 'price', 'amount')
const inverse = {
  instrument: { base: 'BTC', quote: 'USD', suffix: 'inverse perp' },
  contract: { value: 10, asset: 'USD' },
}

test('a book: rows of one time are one batch, rows of a snapshot one snapshot', async () => {
  const { events, skipped, integrity } = await readText(tardisBookCsv, [
    bookHeading,
    own(0, 'false', 'bid', 90, 1),
    own(1, 'true', 'bid', 100, 1),
    own(2, 'true', 'ask', 101, 2),
    own(3, 'false', 'bid', 100, 0),
    own(3, 'false', 'bid', 99, 4),
    own(4, 'false', 'ask', 101, 5),
    own(5, 'true', 'bid', 98, 1),
    own(5, 'true', 'ask', 102, 2),
  ])
  expect(events.map(e => [e.received - t0 - 500, e.stamp! - t0, e.line, e.stream, ...e.fields])).toEqual([
    [0, 0, 2, undefined],
    [2, 2, 4, 'book', 1, 1, 100, 1, -1, 101, 2],
    [2, 2, 4, 'quote', 100, 1, 101, 2],
    [3, 3, 6, 'book', 0, 1, 100, 0, 1, 99, 4],
    [3, 3, 6, 'quote', 99, 4, 101, 2],
    [4, 4, 7, 'book', 0, -1, 101, 5],
    [4, 4, 7, 'quote', 99, 4, 101, 5],
    [5, 5, 9, 'book', 1, 1, 98, 1, -1, 102, 2],
    [5, 5, 9, 'quote', 98, 1, 102, 2],
  ])
  expect(skipped).toEqual({})
  expect(integrity).toMatchObject({ snapshots: 2, deltas: 3, applied: 2, dropped: 1, gaps: 0 })
})

test('a row that cannot be read is a gap: no book until the next snapshot; so is a crossed one', async () => {
  const whole = (micros: number) => [own(micros, 'true', 'bid', 100, 1), own(micros, 'true', 'ask', 101, 2)]
  const { events, skipped, integrity } = await readText(tardisBookCsv, [
    bookHeading,
    ...whole(0),
    own(1, 'false', 'bid', 99, 4),
    own(2, 'false', 'bid', 'x', 4),
    own(2, 'false', 'bid', 98, 4),
    own(3, 'false', 'bid', 97, 4),
    ...whole(4),
    own(5, 'false', 'bid', 97, 4),
    `${own(6, 'false', 'bid', 97, 4)},7`,
    ...whole(7),
    // It may have been one of the snapshot.
    `${own(7, 'false', 'bid', 97, 4)},7`,
    own(7, 'false', 'bid', 97, 4),
    ...whole(8),
    own(8, 'false', 'bid', 101, 4),
    own(9, 'false', 'bid', 101, 0),
    own(9, 'false', 'both', 101, 0),
    own(0.5, 'false', 'bid', 101, 0),
    own(9, 'false', 'bid', 101, 0).replace('BTC', 'ETH'),
    '',
  ])
  expect(events.filter(e => e.stream === 'book').map(e => [e.line, e.fields[0]])).toEqual([
    [3, 1],
    [4, 0],
    [6, 2],
    [9, 1],
    [10, 2],
    [17, 1],
    [18, 2],
  ])
  expect(skipped).toEqual({
    bad_book: { count: 2, line: 5 },
    columns: { count: 2, line: 11 },
    bad_stamp: { count: 1, line: 21 },
    other_symbol: { count: 1, line: 22 },
  })
  expect(integrity).toMatchObject({ gaps: 2, crossed: 1 })
})

test('trades, in contracts; who came may be unknown', async () => {
  const { events, skipped } = await readText(
    tardisTradesCsv,
    [
      heading('id', 'side', 'price', 'amount'),
      own(0, 'a', 'buy', 50_000, 5),
      own(1, 'b', 'sell', 50_000, 10),
      own(2, '', 'unknown', 50_000, 10),
      own(3, 'c', 'both', 50_000, 10),
      own(3, 'c', 'buy', 0, 10),
      '',
    ],
    inverse,
  )
  expect(events.map(e => [e.received - t0, e.stamp! - t0, e.stream, ...e.fields])).toEqual([
    [500, 0, 'trades', 50_000, 0.001, 1],
    [501, 1, 'trades', 50_000, 0.002, -1],
    [502, 2, 'trades', 50_000, 0.002, Number.NaN],
  ])
  expect(skipped).toEqual({ no_price: { count: 2, line: 5 } })
})

test('quotes; a side may be empty; the symbol is that of the first row, or that of the feed', async () => {
  const lines = [
    heading('ask_amount', 'ask_price', 'bid_price', 'bid_amount'),
    own(0, 3, 101, 100, 2),
    own(1, '', '', 100, 2),
    own(2, '', '', '', ''),
    own(3, 3, 11, 10, 2).replace('BTC', 'ETH'),
  ]
  const { events, skipped } = await readText(tardisQuotesCsv, lines)
  expect(events.map(e => [e.line, ...e.fields])).toEqual([
    [2, 100, 2, 101, 3],
    [3, 100, 2, Number.NaN, Number.NaN],
  ])
  expect(skipped).toEqual({ no_price: { count: 1, line: 4 }, other_symbol: { count: 1, line: 5 } })
  const other = await readText(tardisQuotesCsv, lines, { symbol: 'eth-perpetual' })
  expect(other.events.map(e => e.line)).toEqual([5])
})

test('what a derivative is told of: each stream where one of its fields is another', async () => {
  const { events } = await readText(
    tardisTickerCsv,
    [
      heading(
        ...['funding_timestamp', 'funding_rate', 'predicted_funding_rate', 'open_interest'],
        ...['last_price', 'index_price', 'mark_price'],
      ),
      own(0, t0 + 9, 0.0001, 0.0002, 1_000, 9, 50_010, 50_000),
      own(1, t0 + 9, 0.0001, 0.0002, 1_000, 8, 50_010, 50_000),
      own(2, t0 + 9, 0.0001, 0.0003, 1_000, 8, 50_011, 50_000),
      own(3, '', '', '', '', 8, '', ''),
    ],
    inverse,
  )
  expect(events.map(e => [e.line, e.stream, ...e.fields])).toEqual([
    [2, 'funding', 0.0001, 0.0002, Number.NaN, t0 + 9, Number.NaN],
    [2, 'mark', 50_000, 50_010],
    [2, 'open_interest', 0.2],
    [3, undefined],
    [4, 'funding', 0.0001, 0.0003, Number.NaN, t0 + 9, Number.NaN],
    [4, 'mark', 50_000, 50_011],
    [5, undefined],
  ])
})

test('a file without its columns is none', async () => {
  for (const reader of [tardisBookCsv, tardisTradesCsv, tardisQuotesCsv, tardisTickerCsv])
    await expect(readText(reader, ['a,b', 'c,d'])).rejects.toThrow('names no columns that the reader knows')
})

test.skipIf(!shared)('rows beside the project', async () => {
  const path = (name: string) => join(shared!, `data/nautilus_fixtures/tardis/rs/csv/${name}.csv`)
  const book = await read(tardisBookCsv, path('deltas_with_snapshot'))
  expect(book.skipped).toEqual({})
  expect(book.events.filter(e => e.stream === 'book').map(e => e.fields[0])).toEqual([1, 0, 0, 0, 1, 0, 0])
  const ticker = await read(tardisTickerCsv, path('derivative_ticker_1'))
  expect(ticker.events.filter(e => e.stream === 'funding').map(e => e.fields.slice(0, 2))).toEqual([
    [0.0001, 0.00012],
    [0.00015, 0.00018],
  ])
})
