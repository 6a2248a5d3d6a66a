import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { convertMarket } from '../../cli/data/convert_market.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { backtest, type Result } from '../../runtime/backtest/backtest.ts'
import { bind } from '../../runtime/market/bind/bind.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import { openMarket } from '../../runtime/market/recorded/open.ts'
import { graphOf } from '../property/run.ts'
import { folder, row, ticker, trade } from '../runtime/market/fixture.ts'
import { shared } from '../shared.ts'

/** What came out, and every row of every table. */
async function ran(graph: Graph, manifest: string): Promise<{ result: Result; rows: readonly string[] }> {
  const read = await readManifest(manifest)
  expect(read.diagnostics).toEqual([])
  const { binding, diagnostics } = bind(graph, read.manifest!)
  expect(diagnostics).toEqual([])
  const { market } = await openMarket(binding!)
  const rows: string[] = []
  const result = await backtest({
    graph: binding!.graph,
    evaluator: interpret,
    events: market!.events,
    tables: { row: (output, instance, values) => rows.push(`${output.name} ${instance} ${Array.from(values).join()}`) },
    assumed: binding!.assumed,
  })
  return { result, rows }
}

async function converted(manifest: string): Promise<string> {
  const { manifest: read } = await readManifest(manifest)
  const out = join(manifest, 'parquet')
  const { problem, left } = await convertMarket(read!, out, { done: 0 })
  expect([problem, left]).toEqual([undefined, []])
  return out
}

const depth = (ms: number, id: number, stamp: number) =>
  row(ms, 'btcusdt@depth@100ms', { E: 1_700_000_000_000 + stamp, U: id, u: id, b: [['99', `${id}`]], a: [] })
const snapshot = (ms: number, id: number) =>
  `${1_700_000_000_000 + ms}000000 {"lastUpdateId":${id},"bids":[["100","1"]],"asks":[["101","1"]]}`

const files = {
  'a.jsonl': [
    ticker(0),
    snapshot(1, 1),
    depth(1, 2, 1_300),
    trade(1, 1_290),
    ticker(1, 100, 102),
    'rubbish',
    depth(2_000, 4, 3_300),
    trade(86_400_000, 86_401_280, true),
    ticker(86_400_000, 101, 103),
    row(86_400_001, 'btcusdt@aggTrade', {}),
  ].join('\n'),
  'b.csv': `t;px;name;vol
2023-11-14 23:13:20+01:00;7;one;1
2023-11-14 23:13:20+01:00;8;two;2
2023-11-15 23:13:21+01:00;9;one;
`,
  'hours.csv': 'open,close\n2023-11-14 09:30,2023-11-14 17:14\n2023-11-15 09:30,2023-11-15 16:00\n',
  'f.csv': 't,rate,next_at\n1700000000,0.0001,1700028800\n1700000001,0.0002,\n',
  'manifest.yaml': `market: m
feeds:
  - { venue: y, instrument: '*', reader: csv, file: hours.csv, map: { stream: session, time: { column: open, as: iso, zone: America/New_York } } }
  - { venue: x, instrument: BTC/USDT perp, reader: csv, file: f.csv, latency: 1ms, map: { stream: funding, values: { interval: 28800 }, time: { column: t, as: s } } }
  - { venue: x, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }
  - venue: y
    instrument: '*'
    reader: csv
    file: b.csv
    latency: 1s
    map:
      stream: bars
      every: 1m
      at: end
      delimiter: ;
      time: { column: t, as: iso }
      columns: { close: px, volume: vol }
      symbol: '{name}/USD'
      symbols: { one: ONE/USD, two: TWO/USD }
      splits: [{ from: 2023-11-15, symbol: ONE/USD, ratio: 2 }]
clock: { skew: estimate }
rate: { trades: 500/s }
`,
}

test('a market that is converted to Parquet is the same market', async () => {
  const graph = graphOf(`strategy s in USD
use std.book (depth)
venue x = ccxt.binance { fees: { taker: 1bps }, silent: 5s }
venue y = alpaca.equities { fees: { taker: 1bps }, silent: 3d, lateness: 1s }
feature age = x.latency
feature flow = x[BTC/USDT].trades.signed_qty
feature deep = depth(x[BTC/USDT].book, bid, 5%)
feature bid = x[BTC/USDT].quote.bid
feature open = y.session.open
feature due = x[BTC/USDT perp].funding.next_at
feature cost = x[BTC/USDT perp].funding.rate
each t in [ONE/USD, TWO/USD] { feature close = y[t].bars(1m).close   feature volume = y[t].bars(1m).volume }`)
  const original = await folder(files)
  const parquet = await converted(original)
  expect(
    readdirSync(parquet, { recursive: true })
      .filter(name => `${name}`.endsWith('.parquet'))
      .sort(),
  ).toEqual([
    'x/btc_usdt/alive/2023-11-15.parquet',
    'x/btc_usdt/book/2023-11-14.parquet',
    'x/btc_usdt/quote/2023-11-14.parquet',
    'x/btc_usdt/quote/2023-11-15.parquet',
    'x/btc_usdt/trades/2023-11-14.parquet',
    'x/btc_usdt/trades/2023-11-15.parquet',
    'x/btc_usdt_perp/funding/2023-11-14.parquet',
    'y/all/bars/2023-11-14.parquet',
    'y/all/bars/2023-11-15.parquet',
    'y/all/session/2023-11-14.parquet',
    'y/all/session/2023-11-15.parquet',
  ])
  const wanted = await ran(graph, original)
  // A latency has no ticks.
  expect(wanted.result.features.flatMap(f => (f.ticks === 0 ? f.name : []))).toEqual(['age'])
  expect(await ran(graph, parquet)).toEqual(wanted)
})

test('also where the book is not read: its messages show that the venue is alive', async () => {
  const graph = graphOf(`strategy s in USD
venue x = ccxt.binance { fees: { taker: 1bps }, silent: 5s }
feature bid = x[BTC/USDT].quote.bid
feature age = x.latency`)
  const original = await folder(files)
  expect(await ran(graph, await converted(original))).toEqual(await ran(graph, original))
})

test.skipIf(!shared)(
  'so is a real capture',
  async () => {
    const graph = graphOf(`strategy s in USDT
use std.book (depth)
venue x = ccxt.binance { fees: { taker: 1bps }, silent: 5s, rate: 500/1s }
feature mid = x[BTC/USDT].quote.mid
feature flow = sum(x[BTC/USDT].trades.signed_qty, 10s)
feature size = depth(x[BTC/USDT].book, bid, 5%)
signal jump when abs(mid / prev(mid, 10) - 1) > 0.0001
record jump as jumps { mid, flow }`)
    const original = await folder({
      'manifest.yaml': `market: m
feeds: [{ venue: x, instrument: BTC/USDT, reader: binance_ws, file: ${shared}/data/hftbacktest/binance_spot_btcusdt_20240808.jsonl.gz }]
`,
    })
    const wanted = await ran(graph, original)
    expect(wanted.rows.length).toBeGreaterThan(10)
    expect(await ran(graph, await converted(original))).toEqual(wanted)
  },
  120_000,
)
