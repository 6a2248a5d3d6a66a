import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { MarketFault } from '../../../runtime/market/market.ts'
import { openMarket } from '../../../runtime/market/recorded/open.ts'
import { shared } from '../../shared.ts'
import { all, folder, graphOf, received, row, ticker, told, trade } from './fixture.ts'

const second = 1_700_000_000_000_000

async function open(files: Record<string, string | Uint8Array>, manifest: string, instruments: readonly string[]) {
  const path = await folder({ ...files, 'manifest.yaml': manifest })
  const { manifest: read, diagnostics } = await readManifest(path)
  expect(diagnostics).toEqual([])
  const { binding } = bind(graphOf(instruments), read!)
  return openMarket(binding!)
}

const feed = (venue: string, file: string) =>
  `  - { venue: ${venue}, instrument: BTC/USDT, reader: binance_ws, file: ${file} }`
const capture = [
  ticker(10),
  trade(20, 5),
  row(20, 'btcusdt@depth@100ms', {}),
  'x',
  trade(19, 9, true),
  ticker(40),
  'x',
].join('\n')

describe('a small capture', () => {
  test('two feeds, merged, addressed and counted', async () => {
    const { market, diagnostics } = await open(
      { 'a.jsonl': capture, 'b.jsonl.gz': gzipSync(`${ticker(20)}\n${trade(30, 1)}\n`) },
      `market: m\nfeeds:\n${feed('b', 'b.jsonl.gz')}\n${feed('a', 'a.jsonl')}`,
      ['a BTC/USDT', 'b BTC/USDT'],
    )
    expect(diagnostics).toEqual([])
    const events = await all(market!.events)
    // At 20 ms the order of the manifest decides, and then that of the file.
    expect(events.map(e => [(e.received - second) / 1_000, e.venue, e.instrument, e.stream])).toEqual([
      [10, 0, 0, 'quote'],
      [19, 0, 0, 'trades'],
      [20, 1, 1, 'quote'],
      [20, 0, 0, 'trades'],
      [20, 0, -1, 'quote'],
      [30, 1, 1, 'trades'],
      [40, 0, 0, 'quote'],
    ])
    expect(market!.stats).toEqual([
      {
        venue: 'b',
        instrument: 'BTC/USDT',
        file: 'b.jsonl.gz',
        messages: 2,
        quotes: 1,
        trades: 1,
        books: 0,
        pools: 0,
        other: 0,
        skipped: {},
        reordered: 0,
        clamped: 0,
        first: second + 20_000,
        last: second + 30_000,
        skew: undefined,
        latency: undefined,
      },
      {
        venue: 'a',
        instrument: 'BTC/USDT',
        file: 'a.jsonl',
        messages: 5,
        quotes: 2,
        trades: 2,
        books: 0,
        pools: 0,
        other: 1,
        skipped: { not_a_row: { count: 1, line: 4 }, cut: { count: 1, line: 7 } },
        reordered: 1,
        clamped: 0,
        first: second + 10_000,
        last: second + 40_000,
        skew: undefined,
        latency: undefined,
      },
    ])
    expect(market!.progress.done).toBe(market!.progress.total)
  })

  test('an instrument that the strategy does not read shows only that its venue is alive', async () => {
    const { market } = await open(
      { 'a.jsonl': capture, 'b.jsonl': ticker(15) },
      `market: m\nclock: { skew: none }\nfeeds:\n${feed('a', 'a.jsonl')}\n${feed('b', 'b.jsonl')}\n  - { venue: a, instrument: ETH/USDT, symbol: btcusdt, reader: binance_ws, file: b.jsonl }`,
      ['a BTC/USDT'],
    )
    const events = await all(market!.events)
    expect(events.filter(e => e.received === second + 15_000)).toEqual([
      { received: second + 15_000, origin: second + 15_000, venue: 0, instrument: -1, stream: 'quote', fields: [] },
    ])
    expect(market!.stats).toHaveLength(2)
  })
})

describe('skew', () => {
  // Received at 20 and 30 ms, stamped at `fast` and 1 ms.
  const origins = async (clock: string, fast: number) => {
    const { market } = await open(
      { 'a.jsonl': [ticker(10), trade(20, fast), trade(30, 1)].join('\n') },
      `market: m\nfeeds:\n${feed('a', 'a.jsonl')}\n${clock}`,
      ['a BTC/USDT'],
    )
    const events = await all(market!.events)
    expect(received(events)).toEqual([10, 20, 30].map(ms => second + ms * 1_000))
    const { skew, clamped } = market!.stats[0]!
    return { origins: events.map(e => (e.origin - second) / 1_000), skew, clamped }
  }

  test('unsaid: the estimate if the clock was behind, else nothing', async () => {
    expect(await origins('', 1_290)).toEqual({ origins: [10, 20, -1_269], skew: -1_270_000, clamped: 0 })
    expect(await origins('', 15)).toEqual({ origins: [10, 15, 1], skew: undefined, clamped: 0 })
  })
  test('estimate: always', async () => {
    expect(await origins('clock: { skew: estimate }', 15)).toEqual({ origins: [10, 20, 6], skew: 5_000, clamped: 0 })
  })
  test('none: stamps as they are, but never later than received', async () => {
    expect(await origins('clock: { skew: none }', 1_290)).toEqual({ origins: [10, 20, 1], skew: undefined, clamped: 1 })
  })
  test('given', async () => {
    expect(await origins('clock: { skew: { a: -1271ms } }', 1_290)).toEqual({
      origins: [10, 19, -1_270],
      skew: -1_271_000,
      clamped: 0,
    })
  })
})

test('of a feed that names its streams, others are signs of life', async () => {
  const manifest = `market: m\nfeeds:\n${feed('a', 'a.jsonl').replace(' }', ', streams: [quote] }')}`
  const { market, diagnostics } = await open({ 'a.jsonl': capture }, manifest, ['a BTC/USDT'])
  expect(diagnostics).toEqual([])
  const events = await all(market!.events)
  expect(events.map(e => (e.instrument === 0 ? e.stream : 'alive'))).toEqual([
    'quote',
    'alive',
    'alive',
    'alive',
    'quote',
  ])
})

describe('what is wrong with files', () => {
  const broken = { 'a.jsonl': [ticker(5_000), ticker(0)].join('\n'), 'b.jsonl': 'x' }
  const manifest = `market: m\nfeeds:\n${feed('a', 'a.jsonl')}\n${feed('b', 'b.jsonl')}\n`
  const instruments = ['a BTC/USDT', 'b BTC/USDT']

  test('is told of all of them before anything runs, where they are read through', async () => {
    const { market, diagnostics } = await open(broken, manifest, instruments)
    expect(market).toBeUndefined()
    expect(diagnostics.map(d => d.code)).toEqual(['HVT4028', 'HVT4027'])
    expect(manifest.slice(diagnostics[0]!.span!.start, diagnostics[0]!.span!.end)).toBe('a.jsonl')
  })
  test('ends the run where they are not', async () => {
    const { market, diagnostics } = await open(broken, `${manifest}clock: { skew: none }`, instruments)
    expect(diagnostics).toEqual([])
    const error: unknown = await all(market!.events).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(MarketFault)
    expect((error as MarketFault).diagnostic.severity).toBe('error')
  })
  test('a stream without a single event is warned of', async () => {
    const { market, diagnostics } = await open({ 'a.jsonl': ticker(0) }, `market: m\nfeeds:\n${feed('a', 'a.jsonl')}`, [
      'a BTC/USDT',
    ])
    expect(market).toBeDefined()
    expect(diagnostics.map(d => [d.severity, told(d)])).toEqual([
      [
        'warning',
        'HVT4043 `a BTC/USDT` has no trades in `a.jsonl` | its values stay absent for the whole run, counts and sums over time are 0: nothing came | if nobody listened to it, leave it out of the `streams` of the feed, and sums are absent too',
      ],
    ])
  })
})

test.skipIf(!shared)('the three captures of BTC', async () => {
  const data = join(shared!, 'data/hftbacktest')
  const feeds = [
    ['spot', 'BTC/USDT', 'binance_spot_btcusdt_20240808.jsonl.gz', ''],
    ['usdm', 'BTC/USDT perp', 'binance_usdm_btcusdt_20240808.jsonl.gz', ''],
    ['coinm', 'BTC/USD inverse perp', 'binance_cm_btcusd_perp_20240808.jsonl.gz', ', contract: 100 USD'],
  ]
  const lines = feeds.map(
    ([venue, instrument, file, more]) =>
      `  - { venue: ${venue}, instrument: ${instrument}, reader: binance_ws, file: ${join(data, file!)}${more} }`,
  )
  const { market, diagnostics } = await open(
    {},
    `market: btc\nfeeds:\n${lines.join('\n')}`,
    feeds.map(([v, i]) => `${v} ${i}`),
  )
  expect(diagnostics).toEqual([])

  let latest = 0
  let first: number | undefined
  let last: number | undefined
  let unordered = 0
  const sizes: number[] = []
  for await (const chunk of market!.events) {
    for (const event of chunk) {
      if (event.received < latest || event.origin > event.received) unordered++
      latest = event.received
      if (event.instrument < 0 || event.stream !== 'quote') continue
      first ??= event.received
      last = event.received
      if (event.instrument === 2 && sizes.length < 2) sizes.push(event.fields[1]!, event.fields[3]!)
    }
  }
  expect(unordered).toBe(0)
  expect(market!.stats.map(s => [s.quotes, s.trades, s.other])).toEqual([
    [28_040, 9_757, 3_452],
    [66_089, 21_313, 6_552],
    [19_136, 2_286, 26_848],
  ])
  expect(market!.stats.map(s => [s.skipped, s.reordered, s.clamped])).toEqual(Array(3).fill([{}, 0, 0]))
  expect([first, last]).toEqual([1_723_161_254_087_891, 1_723_161_599_999_231])
  expect(market!.stats.map(s => s.skew)).toEqual([-1_274_291, -1_272_403, -1_267_927])
  // Its first quote: 35 contracts of 100 USD at 61804.7, 1645 at 61804.8.
  expect(sizes).toEqual([3_500 / 61_804.7, 164_500 / 61_804.8])
})
