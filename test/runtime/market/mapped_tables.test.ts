import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { openMarket } from '../../../runtime/market/recorded/open.ts'
import { graphOf } from '../../property/run.ts'
import { all, folder } from './fixture.ts'

const graph = graphOf(`strategy s in USD
venue x = ccxt.kraken { fees: { taker: 1bps }, silent: 1h }
feature f = sum(x[BTC/USD].trades.signed_qty, 10)`)

const rows = [
  { at: 1_700_000_000_001, px: 100.5, sz: 2, side: 'buy' },
  { at: 1_700_000_000_002, px: -1, sz: 2, side: 'sell' },
  { at: 1_700_000_000_003, px: 101.25, sz: 0.5, side: 'sell' },
]
const map = (reader: string, file: string, names = { at: 'at', px: 'px', sz: 'sz', side: 'side' }) => `market: m
feeds:
  - venue: x
    instrument: BTC/USD
    reader: ${reader}
    file: ${file}
    latency: 1s
    map: { stream: trades, time: { column: ${names.at}, as: ms }, columns: { price: ${names.px}, qty: ${names.sz}, side: ${names.side} } }
`
const columns = (some: typeof rows) => [
  { name: 'at', data: some.map(row => new Date(row.at)), type: 'TIMESTAMP' as const },
  { name: 'px', data: some.map(row => row.px), type: 'DOUBLE' as const },
  { name: 'sz', data: some.map(row => row.sz), type: 'DOUBLE' as const },
  { name: 'side', data: some.map(row => row.side), type: 'STRING' as const },
]
const packed = (some: typeof rows) => new Uint8Array(parquetWriteBuffer({ columnData: columns(some), rowGroupSize: 2 }))

async function events(path: string) {
  const { manifest, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  const { market, diagnostics: more } = await openMarket(bind(graph, manifest!).binding!)
  if (!market) return more.map(d => d.message)
  const found = (await all(market.events)).map(({ received, origin, fields }) => [received, origin, ...fields])
  return [found, market.stats[0]!.skipped]
}
const wanted = [
  [
    [1_700_000_001_001_000, 1_700_000_000_001_000, 100.5, 2, 1],
    [1_700_000_001_003_000, 1_700_000_000_003_000, 101.25, 0.5, -1],
  ],
  { no_price: { count: 1, line: 2 } },
]

test('objects in lines, within other objects and lists', async () => {
  const lines = rows.map(row => JSON.stringify({ at: `${row.at}`, data: [row.px, { sz: row.sz, side: row.side }] }))
  const names = { at: 'at', px: 'data.0', sz: 'data.1.sz', side: 'data.1.side' }
  const path = await folder({ 'a.jsonl': `${lines.join('\n')}\n{`, 'manifest.yaml': map('jsonl', 'a.jsonl', names) })
  expect(await events(path)).toEqual([wanted[0], { no_price: { count: 1, line: 2 }, cut: { count: 1, line: 4 } }])
})

test('Parquet, in groups of rows; times know their unit', async () => {
  const path = await folder({ 'a.parquet': packed(rows), 'manifest.yaml': map('parquet', 'a.parquet') })
  expect(await events(path)).toEqual(wanted)
})

test('a folder of Parquet files, in the order of their names', async () => {
  const path = await folder({ 'manifest.yaml': map('parquet', 'days') })
  await mkdir(join(path, 'days'))
  await writeFile(join(path, 'days/2.parquet'), packed(rows.slice(1)))
  await writeFile(join(path, 'days/1.parquet'), packed(rows.slice(0, 1)))
  expect(await events(path)).toEqual(wanted)
})

test('columns of Parquet are not the parts of a group', async () => {
  const schema = [
    { name: 'root', num_children: 3 },
    { name: 'at', type: 'INT64' as const, converted_type: 'TIMESTAMP_MILLIS' as const },
    { name: 'data', num_children: 2, repetition_type: 'OPTIONAL' as const },
    { name: 'px', type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const },
    { name: 'sz', type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const },
    { name: 'side', type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const },
  ]
  const columnData = [
    { name: 'at', data: [BigInt(rows[0]!.at)] },
    { name: 'data', data: [{ px: 1, sz: 2 }] },
    { name: 'side', data: ['buy'] },
  ]
  const content = new Uint8Array(parquetWriteBuffer({ columnData, schema }))
  const path = await folder({ 'a.parquet': content, 'manifest.yaml': map('parquet', 'a.parquet') })
  expect(await events(path)).toEqual(['`a.parquet` has no column `px`, `sz`'])
})

test('what is no Parquet, or has other columns, is told', async () => {
  const broken = await folder({ 'a.parquet': 'x'.repeat(100), 'manifest.yaml': map('parquet', 'a.parquet') })
  expect(await events(broken)).toEqual([expect.stringContaining('`a.parquet` is damaged: ')])
  const other = await folder({
    'a.parquet': packed(rows),
    'manifest.yaml': map('parquet', 'a.parquet').replace('price: px', 'price: p'),
  })
  expect(await events(other)).toEqual(['`a.parquet` has no column `p`'])
})
