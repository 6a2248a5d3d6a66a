import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { cryptofeedKraken } from '../../../runtime/market/readers/cryptofeed_kraken.ts'
import { heading, hvtEvents } from '../../../runtime/market/readers/hvt_events.ts'
import { readers } from '../../../runtime/market/readers/index.ts'
import { tardisTradesCsv } from '../../../runtime/market/readers/tardis_csv.ts'
import { frame, readText } from './cryptofeed.ts'
import { all, folder } from './fixture.ts'

const trades = 'stream: trades, time: { column: ts, as: ms }, columns: { price: px, qty: qty, side: side }'

/** The fields of a file's events, and what is refused by line. */
async function read(content: string | Uint8Array, reader = 'csv', map = trades) {
  const manifest = `market: m
feeds:
  - { venue: x, instrument: BTC/USDT, reader: ${reader}, file: a, latency: 1ms, map: { ${map} } }
`
  const { manifest: found, diagnostics } = await readManifest(await folder({ a: content, 'manifest.yaml': manifest }))
  expect(diagnostics).toEqual([])
  const [feed] = found!.feeds
  const refused: [number, string, string][] = []
  const file = {
    ...feed!,
    ...feed!.parts[0]!,
    refused: (why: string, line: number, row: string) => void refused.push([line, why, row]),
  }
  const events = await all(readers[reader]!.read(file, { skipped: {} }, { done: 0 }))
  return {
    events,
    fields: events.map(({ fields }) => fields),
    refused: refused.map(([line, why]) => [line, why]),
    rows: refused.map(([, , row]) => row),
  }
}
const csv = (...rows: readonly string[]) => ['ts,px,qty,side', ...rows].join('\n')
const object = (more: object) => JSON.stringify({ ts: 1_700_000_000_000, px: 1, qty: 1, ...more })
const { NaN: none } = Number

describe('a time that no clock shows is refused, whatever reads it', () => {
  test('in a capture', async () => {
    const trade = [7, [['100.0', '2.0', '1700000000.000123', 's', 'l', '']], 'trade', 'XBT/USD']
    const far = frame(0, trade).replace(/"ts":\d+/, '"ts":99999999999999999999.1')
    const feed = { instrument: { base: 'BTC', quote: 'USD', suffix: '' } }
    const { events, skipped } = await readText(cryptofeedKraken, [frame(0, trade), far, `${frame(9, trade)}\n`], feed)
    expect([events.length, skipped]).toEqual([1, { bad_stamp: { count: 1, line: 2 }, repeated: { count: 1, line: 3 } }])
  })

  test('in events of HVT', async () => {
    const rows = ['1700000000000000', '99999999999999999999999'].map((at, k) => `${at},${at},trades,${k + 1},1 1 1`)
    const { events, skipped } = await readText(hvtEvents, [heading, ...rows, ''])
    expect([events.length, skipped]).toEqual([1, { bad_stamp: { count: 1, line: 3 } }])
  })

  test('in Parquet', async () => {
    const columnData = [
      { name: 'ts', data: [2n ** 62n, -(2n ** 62n), 1_700_000_000_000n], type: 'INT64' as const },
      { name: 'px', data: [1, 2, 3], type: 'DOUBLE' as const },
      { name: 'qty', data: [1, 1, 1], type: 'DOUBLE' as const },
      { name: 'side', data: ['buy', 'buy', 'buy'], type: 'STRING' as const },
    ]
    const schema = [
      { name: 'root', num_children: 4 },
      { name: 'ts', type: 'INT64' as const, converted_type: 'TIMESTAMP_MILLIS' as const },
      { name: 'px', type: 'DOUBLE' as const },
      { name: 'qty', type: 'DOUBLE' as const },
      { name: 'side', type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const },
    ]
    const { fields, refused } = await read(
      new Uint8Array(parquetWriteBuffer({ columnData: columnData.map(({ name, data }) => ({ name, data })), schema })),
      'parquet',
    )
    expect([fields, refused]).toEqual([
      [[3, 1, 1]],
      [
        [1, 'bad_stamp'],
        [2, 'bad_stamp'],
      ],
    ])
  })

  test('and where it is one until the latency is added; the row is kept as it stands', async () => {
    const text = csv('9007199254740,1,1,buy', '1700000000000,2,1,buy', '')
    const { fields, refused, rows } = await read(text)
    expect([fields, refused, rows]).toEqual([[[2, 1, 1]], [[2, 'bad_stamp']], ['9007199254740,1,1,buy']])
  })
})

describe('numbers', () => {
  test.each([
    ['.5', 0.5],
    ['1.', 1],
    ['+2', 2],
    ['1e-2', 0.01],
    ['".25"', 0.25],
    [' 3 ', 3],
    ['123456789012345.25', 123456789012345.25],
    ['0x10', undefined],
    ['0b11', undefined],
    ['0o7', undefined],
    ['1_000', undefined],
    ['.', undefined],
    ['1e', undefined],
    ['1,5', undefined],
    ['Infinity', undefined],
    ['9'.repeat(400), undefined],
  ])('%s is a price', async (text, price) => {
    const { fields } = await read(csv('1700000000000,7,1,buy', `1700000000001,${text},1,buy`, ''))
    expect(fields).toEqual([[7, 1, 1], ...(price === undefined ? [] : [[price, 1, 1]])])
    const written = text.replaceAll('"', '')
    const lines = [object({ px: 7, side: 'buy' }), object({ px: written, side: 'buy' }), '']
    expect((await read(lines.join('\n'), 'jsonl')).fields).toEqual(fields)
  })

  test('of the files of others follow the same rules', async () => {
    const rows = ['.5', '0x10', '1.'].map(px => `a,x,1700000000000000,1700000000000001,1,buy,${px},1`)
    const first = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount'
    const { events, skipped } = await readText(tardisTradesCsv, [first, ...rows, ''])
    expect([events.map(({ fields }) => fields[0]), skipped]).toEqual([[0.5, 1], { no_price: { count: 1, line: 3 } }])
  })

  test('a part of one is what it says, and none is too large', async () => {
    const scaled = (by: number) => `${trades}, scale: { price: ${by} }`
    const text = csv('1700000000000,488700,1,buy', '')
    expect((await read(text, 'csv', scaled(0.0001))).fields).toEqual([[48.87, 1, 1]])
    expect((await read(text, 'csv', scaled(2.5))).fields).toEqual([[1_221_750, 1, 1]])
    const { fields, refused } = await read(
      csv('1700000000000,1,1,buy', '1700000000000,1e200,1,buy', ''),
      'csv',
      scaled(1e200),
    )
    expect([fields, refused]).toEqual([[[1e200, 1, 1]], [[3, 'no_number']]])
  })
})

test('quotes stand around whole cells and end in their line; other rows are refused', async () => {
  const rows = [
    '"1700000000000",1,1,"buy"',
    '1700000000000,"45,1,buy',
    '1700000000000,"3"x,1,buy',
    '1700000000000,3"x,1,buy',
  ]
  const { fields, refused } = await read(csv(...rows, '1700000000000,2,1,"', 'buy"', '1700000000000,3,1,"a,""b"', ''))
  expect(fields).toEqual([[1, 1, 1]])
  expect(refused).toEqual([...[3, 4, 5, 6, 7].map(line => [line, 'quotes']), [8, 'side']])
  expect(
    (await read('"ts";"px";"qty";"side"\n1700000000000;"1";2;"sell"\n', 'csv', `${trades}, delimiter: ";"`)).fields,
  ).toEqual([[1, 2, -1]])
  const first = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount'
  const tardis = (price: string) => `a,x,1700000000000000,1700000000000001,1,buy,${price},1`
  const { events, skipped } = await readText(tardisTradesCsv, [first, tardis('"2"'), tardis('"45'), ''])
  expect([events.map(event => event.fields[0]), skipped]).toEqual([[2], { quotes: { count: 1, line: 3 } }])
})

describe('words', () => {
  test('for a side that mean none are refused; an empty cell says nothing', async () => {
    const sides = ['BUY', 's', '', ' ', 'hold', 'BUY_MARKET']
    const { fields, refused } = await read(csv(...sides.map(side => `1700000000000,1,1,${side}`), ''))
    expect(fields.map(([, , side]) => side)).toEqual([1, -1, none, none])
    expect(refused).toEqual([
      [6, 'side'],
      [7, 'side'],
    ])
    const odd = await read([object({ side: 'buy' }), object({ side: true }), object({}), ''].join('\n'), 'jsonl')
    expect([odd.fields, odd.refused]).toEqual([
      [
        [1, 1, 1],
        [1, 1, none],
      ],
      [[2, 'side']],
    ])
  })

  test('are not made of things', async () => {
    let deep: unknown = 'buy'
    for (let k = 0; k < 5_000; k++) deep = [deep]
    const things = [['buy'], { toString: 1, valueOf: 2 }, deep, null]
    const { fields, refused } = await read([...things.map(side => object({ side })), ''].join('\n'), 'jsonl')
    expect([fields, refused]).toEqual([things.map(() => [1, 1, none]), []])
  })
})
