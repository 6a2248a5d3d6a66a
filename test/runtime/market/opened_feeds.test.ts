import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { openMarket } from '../../../runtime/market/recorded/open.ts'
import { shared } from '../../shared.ts'
import { all, folder, graphOf, row, ticker } from './fixture.ts'

async function open(
  files: Record<string, string>,
  manifest: string,
  streams: Readonly<Record<string, readonly StreamName[]>>,
) {
  const path = await folder({ ...files, 'manifest.yaml': `market: m\n${manifest}` })
  const { manifest: read, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  const names = Object.keys(streams)
  const plain = graphOf(names)
  const instruments = plain.instruments.map((i, n) => ({ ...i, streams: streams[names[n]!]! }))
  const { binding } = bind({ ...plain, instruments }, read!)
  return { binding: binding!, ...(await openMarket(binding!)) }
}

const capture = [
  '1700000000000000000 {"lastUpdateId":1,"bids":[["10","1"]],"asks":[["12","2"]]}',
  row(1, 'btcusdt@depth@100ms', { U: 2, u: 2, b: [['10', '3']], a: [] }),
  ticker(2),
].join('\n')
const feed = 'feeds: [{ venue: a, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }]'

describe('books', () => {
  test('go to a graph that lists the stream', async () => {
    const { market } = await open({ 'a.jsonl': capture }, feed, { 'a BTC/USDT': ['quote', 'book'] })
    expect((await all(market!.events)).map(e => [e.instrument, e.stream, e.fields])).toEqual([
      [0, 'book', [1, 1, 10, 1, -1, 12, 2]],
      [0, 'book', [0, 1, 10, 3]],
      [0, 'quote', [100, 2.5, 101, 3.5]],
    ])
    expect(market!.stats[0]).toMatchObject({ messages: 3, quotes: 1, books: 2, other: 0 })
    expect(market!.stats[0]!.integrity).toMatchObject({ snapshots: 1, deltas: 1, applied: 1, gaps: 0 })
  })

  test('are signs of life to others', async () => {
    const { market } = await open({ 'a.jsonl': capture }, feed, { 'a BTC/USDT': ['quote'] })
    expect((await all(market!.events)).map(e => e.instrument)).toEqual([-1, -1, 0])
    expect(market!.stats[0]).toMatchObject({ messages: 3, quotes: 1, books: 0, other: 2 })
    expect(market!.stats[0]!.integrity).toBeUndefined()
  })
})

const pool = 'token0: { asset: WBTC, decimals: 8 }, token1: { asset: WETH, decimals: 18 }, base: WBTC'
const swaps = (file: string, fee: number, venue = 'uni') =>
  `  - { venue: ${venue}, instrument: ETH/BTC, reader: uniswap_csv, file: ${file}, pool: { ${pool}, fee: ${fee} }, invert: true }`

test('an inverted pool; a modelled latency is stated, and is no skew', async () => {
  const file = 'id,timestamp,amount0,amount1,amountUSD,pool,transaction_type\n0x1#1,1700000000,-2,32,1,500,swaps\n'
  for (const clock of ['', 'clock: { skew: estimate }\n']) {
    const { market } = await open({ 'a.csv': file }, `${clock}feeds:\n${swaps('a.csv', 500)}`, {
      'uni ETH/BTC': ['trades'],
    })
    expect(await all(market!.events)).toEqual([
      {
        received: 1_700_000_012_000_000,
        origin: 1_700_000_000_000_000,
        venue: 0,
        instrument: 0,
        stream: 'trades',
        // The pool received 32 WETH for 2 WBTC: ETH was sold for 1/16 BTC each.
        fields: [1 / 16, 32, -1],
      },
    ])
    expect(market!.stats[0]).toMatchObject({ latency: 12_000_000, skew: undefined, clamped: 0, trades: 1, pools: 0 })
  }
})

test.skipIf(!shared)('ETH/BTC at Binance and in two pools: one market, one price', async () => {
  const data = join(shared!, 'data/cex_dex_ethbtc')
  const dex = join(data, 'uniswap_v3_WBTC-WETH_2023-06-19.csv')
  const { market } = await open(
    {},
    [
      'feeds:',
      `  - { venue: cex, instrument: ETH/BTC, reader: binance_trades_csv, file: ${join(data, 'binance_ETHBTC-trades-2023-06-19.csv.gz')}, latency: 50ms }`,
      swaps(dex, 500, 'low'),
      swaps(dex, 3_000, 'high'),
    ].join('\n'),
    { 'cex ETH/BTC': ['trades'], 'low ETH/BTC': ['trades'], 'high ETH/BTC': ['trades'] },
  )
  const prices = [0, 0, 0]
  let apart = 0
  let latest = 0
  for (const { received, instrument, stream, fields } of await all(market!.events)) {
    expect(received >= latest).toBe(true)
    latest = received
    if (instrument < 0 || stream !== 'trades') continue
    prices[instrument] = fields[0]!
    if (instrument > 0) apart = Math.max(apart, Math.abs(prices[instrument]! / prices[0]! - 1))
  }
  expect(market!.stats.map(s => [s.trades, s.other, s.latency])).toEqual([
    [31_743, 0, 50_000],
    [185, 17, 12_000_000],
    [71, 9, 12_000_000],
  ])
  expect(apart).toBeGreaterThan(0)
  // One large swap moves a small pool by a per cent.
  expect(apart).toBeLessThan(0.015)
})
