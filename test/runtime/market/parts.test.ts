import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { openMarket, type Refused } from '../../../runtime/market/recorded/open.ts'
import { shared } from '../../shared.ts'
import { all, folder, graphOf, ticker, told, trade } from './fixture.ts'

const capture = (file: string) =>
  `market: m\nfeeds: [{ venue: a, instrument: BTC/USDT, reader: binance_ws, file: "${file}" }]\nclock: { skew: none }\n`

async function open(files: Readonly<Record<string, string | Uint8Array>>, manifest: string, instrument = 'a BTC/USDT') {
  const path = await folder({ ...files, 'manifest.yaml': manifest })
  const { manifest: read, diagnostics } = await readManifest(path)
  if (!read) return { told: diagnostics.map(d => told(d)) }
  const refused: Refused[] = []
  const { market } = await openMarket(bind(graphOf([instrument]), read).binding!, undefined, row => refused.push(row))
  return { market: market!, refused }
}

describe('files that follow each other', () => {
  const files = {
    'day-2.jsonl.gz': gzipSync(`${trade(2_000, 2_000)}\nx\n`),
    'day-1.jsonl': `${ticker(1_000)}\n${ticker(1_500, 99)}`,
    'day-3.jsonl': ticker(3_000),
    'other.jsonl': ticker(9_000),
  }

  test('are one feed, in the order of their names', async () => {
    const { market, refused } = await open(files, capture('day-*.jsonl*'))
    const events = await all(market!.events)
    expect(events.map(({ received, stream }) => [received / 1_000 - 1_700_000_000_000, stream])).toEqual([
      [1_000, 'quote'],
      [1_500, 'quote'],
      [2_000, 'trades'],
      [3_000, 'quote'],
    ])
    expect(market!.stats).toMatchObject([{ file: 'day-*.jsonl*', messages: 4, quotes: 3, trades: 1 }])
    expect(refused).toMatchObject([{ file: 'day-2.jsonl.gz', line: 2, row: 'x' }])
    const sizes = [files['day-1.jsonl'].length, files['day-2.jsonl.gz'].length, files['day-3.jsonl'].length]
    const bytes = sizes.reduce((a, b) => a + b)
    expect(market!.progress).toEqual({ done: bytes, total: bytes })
  })

  test('and do not: the file and the line are named', async () => {
    const { market } = await open({ 'a-1.jsonl': ticker(5_000), 'a-2.jsonl': ticker(1) }, capture('a-*.jsonl'))
    const error = await all(market!.events).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(MarketFault)
    expect(told((error as MarketFault).diagnostic)).toMatch(
      /^HVT4028 line 1 of `a-2.jsonl` was received 4.999s before a line above it/,
    )
  })

  test('have to be there, and each has to be a file', async () => {
    const missing = await open(files, capture('week-*.jsonl'))
    expect(missing.told).toEqual([expect.stringMatching(/^HVT4020 there is no file `week-\*\.jsonl`/)])
    const empty = await open({ 'a-1.jsonl': ticker(1), 'a-2.jsonl': '' }, capture('a-*'))
    expect(empty.told).toEqual([expect.stringMatching(/^HVT4021 `a-2.jsonl` is empty/)])
  })
})

describe('files with their day in their names', () => {
  const manifest = (file: string, as = 'ms') => `market: m
feeds:
  - venue: a
    instrument: SPY/USD
    reader: csv
    file: "${file}"
    map:
      stream: bars
      every: 1m
      heading: false
      columns: { open: "2", high: "3", low: "4", close: "5", volume: "6" }
      scale: { open: 0.0001, high: 0.0001, low: 0.0001, close: 0.0001 }
      time: { column: "1", as: ${as}, zone: America/New_York, day: file }
`
  const rows = new TextEncoder().encode('34200000,1450000,1460000,1440000,1455000,7\n')
  const received = async (files: Readonly<Record<string, Uint8Array>>, file: string) => {
    const { market, ...rest } = await open(files, manifest(file), 'a SPY/USD')
    return market ? (await all(market.events)).map(e => new Date(e.received / 1_000).toISOString()) : rest.told
  }

  test('count from its midnight in the zone, winter and summer', async () => {
    const files = { '20131007_trade.zip': zipSync({ 'a.csv': rows }), '20131104_trade.zip': zipSync({ 'a.csv': rows }) }
    expect(await received(files, '*_trade.zip')).toEqual(['2013-10-07T13:31:00.000Z', '2013-11-04T14:31:00.000Z'])
    expect(await received({ 'SPY-2013-10-08.csv': rows }, 'SPY-2013-10-08.csv')).toEqual(['2013-10-08T13:31:00.000Z'])
  })

  test('have one, that is a day, and a unit that counts from it', async () => {
    const wrong = async (name: string) => received({ [name]: rows }, name)
    const message = (name: string) =>
      `HVT4009 \`${name}\` is not understood as the day of a file | write a file with its day in its name, such as \`trades-2024-08-08.csv.gz\``
    expect(await wrong('trade.csv')).toEqual([message('trade.csv')])
    expect(await wrong('20131399.csv')).toEqual([message('20131399.csv')])
    const { told: iso } = await open({ '20131007.csv': rows }, manifest('20131007.csv', 'iso'), 'a SPY/USD')
    expect(iso).toEqual([expect.stringMatching(/^HVT4009 `file` is not understood as a day/)])
  })

  test.skipIf(!shared)('another platform keeps its minutes so', async () => {
    const times = await received({}, `${shared}/data/lean/equity/usa/minute/spy/*_trade.zip`)
    const days = new Map<string, number>()
    for (const time of times!) days.set(time.slice(0, 10), (days.get(time.slice(0, 10)) ?? 0) + 1)
    expect([...days.keys()]).toEqual([...days.keys()].sort())
    expect(days.size).toBeGreaterThan(1)
    expect(times!.length).toBeGreaterThan(390 * days.size)
  })
})
