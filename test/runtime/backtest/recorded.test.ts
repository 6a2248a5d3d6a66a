import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { root } from '../../architecture/tree.ts'
import { runRecorded } from '../../recorded.ts'
import { shared } from '../../shared.ts'
import { folder } from '../market/fixture.ts'

interface Expected {
  readonly first_us: number
  readonly last_us: number
  readonly quote_ticks: Readonly<Record<string, number>>
  readonly pairs: Readonly<Record<string, Pair>>
}
interface Pair {
  readonly ticks: number
  readonly fires_ticks: number
  readonly rising_edges: number
  readonly sum_profit: number
  readonly max_profit: number
}

test.skipIf(!shared)('spreads of three recorded books equal an independent computation', async () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const path = 'examples/basis_spreads.hvt'
  const { graph } = compile({ path, text: read(path) }, { read: std => read(`compiler/${std}`) })
  const feed = (venue: string, instrument: string, file: string, more = '') =>
    `  - { venue: ${venue}, instrument: ${instrument}, reader: binance_ws, file: ${shared}/data/hftbacktest/${file}${more} }`
  const manifest = [
    'market: btc-2024-08-08',
    'feeds:',
    feed('spot', 'BTC/USDT', 'binance_spot_btcusdt_20240808.jsonl.gz'),
    feed('usdm', 'BTC/USDT perp', 'binance_usdm_btcusdt_20240808.jsonl.gz'),
    feed('coinm', 'BTC/USD inverse perp', 'binance_cm_btcusd_perp_20240808.jsonl.gz', ', contract: 100 USD'),
    'assume: { USDT/USD: 1 }',
  ]
  const result = await runRecorded(graph!, await folder({ 'manifest.yaml': manifest.join('\n') }))

  const expected = JSON.parse(readFileSync(`${shared}/data/expected/venue_spreads_btc.json`, 'utf8')) as Expected
  const nameOf = ({ cheap, dear }: Readonly<Record<string, string>>) =>
    `buy ${cheap!.split('[')[0]}, sell ${dear!.split('[')[0]}`
  for (const { key, ticks, sum, max } of result.features.filter(f => f.name === 'profit')) {
    const pair = expected.pairs[nameOf(key)]!
    expect({ key, ticks, max }).toEqual({ key, ticks: pair.ticks, max: pair.max_profit })
    expect(Math.abs(sum / pair.sum_profit - 1)).toBeLessThan(1e-9)
  }
  const fired = result.signals.map(s => [nameOf(s.key), s.checks, s.trueTicks, s.firings])
  const wanted = Object.entries(expected.pairs).map(([name, p]) => [name, p.ticks, p.fires_ticks, p.rising_edges])
  expect(fired.sort()).toEqual(wanted.sort())
  const edges = Object.values(expected.pairs).reduce((sum, p) => sum + p.rising_edges, 0)
  expect(result.records.map(r => [r.table, r.rows])).toEqual([['opportunities', edges]])
  expect(result.pegs).toMatchObject([{ asset: 'USD', equals: 'USDT', assumed: 1, violatedTime: 0, unknownTime: 0 }])
  const quotes = result.instruments.filter(i => i.events.quote).map(i => [i.venue, i.events.quote])
  expect(Object.fromEntries(quotes)).toEqual(expected.quote_ticks)
})
