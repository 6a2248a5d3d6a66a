import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'
import { shared } from '../shared.ts'
import { expectEqual, type ToldFeature } from './feature_ticks.ts'
import { capturedPerp, capturedTickers, top } from './plain_captures.ts'
import { type PerpMessage, plainPerps } from './plain_perps.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-perps-'))
afterAll(() => rmSync(folder, { recursive: true }))
const source = readFileSync(join(root, 'strategies/perp_trend.hvt'), 'utf8')

describe.runIf(shared)('perp_trend on captures of BTC and ETH', () => {
  const perps = [
    { perp: 'BTC/USDT perp', file: `${shared}/data/hftbacktest/binance_usdm_btcusdt_20240808.jsonl.gz` },
    { perp: 'ETH/USDT perp', file: `${shared}/data/hftbacktest/binance_usdm_ethusdt_20240808.jsonl.gz` },
  ]
  const captures = `market: perpetuals-2024-08-08
clock: { skew: estimate }
feeds:
${perps.map(({ perp, file }) => `  - { venue: x, instrument: ${perp}, reader: binance_ws, file: ${file} }`).join('\n')}
`
  let known: PerpMessage[] | undefined
  const messages = () => (known ??= inOrder(...perps.map(({ perp, file }) => capturedPerp(file, perp, top))))

  test('the features of book, flow and trend are those of a plain computation', () => {
    const manifest = written('captures.yaml', captures)
    const found = run(join(root, 'strategies/perp_trend.hvt'), manifest)
    const counts = expectEqual(found, plainPerps(messages(), { hour: 3_600, ten: 600 }))
    // 344 s have neither funding nor ten minutes.
    expect(counts).toEqual({
      ...{ 'break_5m BTC/USDT perp': 6_821, 'break_5m ETH/USDT perp': 7_291 },
      ...{ 'flow BTC/USDT perp': 2_397, 'flow ETH/USDT perp': 1_867 },
      ...{ 'imb5 BTC/USDT perp': 6_546, 'imb5 ETH/USDT perp': 6_580 },
      ...{ 'imb_band BTC/USDT perp': 6_546, 'imb_band ETH/USDT perp': 6_580 },
      ...{ 'micro BTC/USDT perp': 72_592, 'micro ETH/USDT perp': 60_540 },
      ...{ 'move.m1 BTC/USDT perp': 54_001, 'move.m1 ETH/USDT perp': 43_798 },
      ...{ 'move.s10 BTC/USDT perp': 64_166, 'move.s10 ETH/USDT perp': 52_181 },
    })
  })

  /** No capture has liquidations: every fiftieth trade stands for one. */
  test('so are those of ten minutes and an hour, shortened, and of liquidations, planted', () => {
    const recorded = messages()
    const forced = perps.map(({ perp }) =>
      recorded
        .filter(m => m.kind === 'trade' && m.perp === perp)
        .filter((_, i) => i % 50 === 0)
        .map((m): PerpMessage => ({ ...m, kind: 'liquidation' })),
    )
    const feeds = perps.map(({ perp }, i) => {
      const rows = forced[i]!.map(({ received, numbers: [price, qty, side] }) => [received, price, qty, side].join())
      const file = written(`forced${i}.csv`, ['at,price,qty,side', ...rows].join('\n'))
      const map = '{ stream: liquidations, time: { column: at, as: us } }'
      return `  - { venue: x, instrument: ${perp}, reader: csv, file: ${file}, latency: 0s, map: ${map} }\n`
    })
    const manifest = written('forced.yaml', captures + feeds.join(''))
    const short = written('short.hvt', source.replaceAll('10m by 1s', '2m by 1s').replaceAll('1h by 1s', '4m by 1s'))
    const counts = expectEqual(run(short, manifest), plainPerps(inOrder(recorded, ...forced), { hour: 240, ten: 120 }))
    expect(counts).toMatchObject({
      ...{ 'break_1h BTC/USDT perp': 22_284, 'break_1h ETH/USDT perp': 17_211 },
      ...{ 'forced BTC/USDT perp': 17_338, 'forced ETH/USDT perp': 10_250 },
      ...{ 'move.m10 BTC/USDT perp': 43_654, 'move.m10 ETH/USDT perp': 34_283 },
      ...{ 'vol BTC/USDT perp': 43_654, 'vol ETH/USDT perp': 34_283 },
    })
  })
})

describe.runIf(shared)('perp_trend on two weeks of SOL', () => {
  const data = `${shared}/data/okx_sol_perp`
  const perp = 'SOL/USDT perp'

  /** Of prices there are closes of minutes: they stand for bid and ask, and are not too old before the next one. */
  test('carry, open interest and trend are those of a plain computation', () => {
    const minutes = rows(`${data}/ohlcv_1m.csv.gz`).map(([ts, , , , close, volume]) => ({
      ...{ received: (Number(ts) + 60_000) * 1_000, perp, kind: 'quote' as const },
      numbers: [close, volume, close, volume].map(Number),
    }))
    const times = rows(`${data}/funding_rate.csv.gz`).map(([ts, rate]) => [Number(ts), Number(rate)] as const)
    const funding = times.map(([ts, rate]) => ({
      ...{ received: ts * 1_000, perp, kind: 'funding' as const },
      numbers: [rate, eightHours / 1_000, (ts + eightHours) * 1_000],
    }))
    const interest = rows(`${data}/open_interest.csv.gz`).map(([ts, oi]) => ({
      ...{ received: Number(ts) * 1_000, perp, kind: 'interest' as const, numbers: [Number(oi)] },
    }))
    const next = written(
      'funding.csv',
      ['ts,rate,next', ...times.map(([ts, rate]) => [ts, rate, ts + eightHours].join())].join('\n'),
    )
    const feed = (file: string, latency: string, map: string) =>
      `  - { venue: x, instrument: ${perp}, reader: csv, file: ${file}, latency: ${latency}, map: { time: { column: ts, as: ms }, ${map} } }\n`
    const manifest = written(
      'sol.yaml',
      `market: SOL
feeds:
${feed(`${data}/ohlcv_1m.csv.gz`, '60s', 'stream: quote, columns: { bid: close, bid_size: volume, ask: close, ask_size: volume }')}${feed(next, '0s', 'stream: funding, columns: { next_at: next }, values: { interval: 28800 }')}${feed(`${data}/open_interest.csv.gz`, '0s', 'stream: open_interest, columns: { amount: oi }')}`,
    )
    const slow = source
      .slice(0, source.indexOf('test "'))
      .replace('[BTC/USDT perp, ETH/USDT perp]', `[${perp}]`)
      .replace('fresh 2s', 'fresh 1h')
      .replace('silent: 3s', 'silent: 1d')
    const found = run(written('sol.hvt', slow), manifest)
    const counts = expectEqual(found, plainPerps(inOrder(minutes, funding, interest), { hour: 3_600, ten: 600 }))
    // Of 21,600 minutes, 45 fundings and 360 hours; a second ticks from the first funding on.
    expect(counts).toEqual({
      ...{ 'break_5m SOL/USDT perp': 21_595, 'break_1h SOL/USDT perp': 21_540 },
      ...{ 'move.s10 SOL/USDT perp': 21_599, 'move.m1 SOL/USDT perp': 21_599, 'move.m10 SOL/USDT perp': 21_590 },
      ...{ 'vol SOL/USDT perp': 21_590, 'oi_change SOL/USDT perp': 360 },
      ...{ 'carry SOL/USDT perp': 45, 'to_funding SOL/USDT perp': 1_274_700 },
    })
  })
})

describe.runIf(shared)('perp_trend on tickers of Bybit', () => {
  const file = `${shared}/data/cryptofeed/BYBIT.jsonl.gz`
  const perps = ['BTC', 'ETH', 'SOL', 'DOGE'].map(coin => `${coin}/USDT perp`)

  /** The only capture with an index price. It has 45 s: for `oi_change` ten minutes are ten seconds. */
  test('basis, carry, the time to funding and open interest are those of a plain computation', () => {
    const feeds = perps.map(
      perp =>
        `  - { venue: x, instrument: ${perp}, reader: cryptofeed_bybit, file: ${file}, streams: [mark, funding, open_interest] }\n`,
    )
    const manifest = written('bybit.yaml', `market: bybit-2026-08-09\nfeeds:\n${feeds.join('')}`)
    const short = source
      .slice(0, source.indexOf('test "'))
      .replace('[BTC/USDT perp, ETH/USDT perp]', `[${perps.join(', ')}]`)
      .replace('i.open_interest, 10m by 1s', 'i.open_interest, 10s by 1s')
    const found = run(written('bybit.hvt', short), manifest)
    const messages = inOrder(...perps.map(perp => capturedTickers(file, perp)))
    const counts = expectEqual(found, plainPerps(messages, { hour: 3_600, ten: 10 }))
    expect(counts).toEqual({
      ...{ 'basis BTC/USDT perp': 60, 'basis ETH/USDT perp': 16, 'basis SOL/USDT perp': 55, 'basis DOGE/USDT perp': 7 },
      ...{ 'carry BTC/USDT perp': 1, 'carry ETH/USDT perp': 2, 'carry SOL/USDT perp': 2, 'carry DOGE/USDT perp': 1 },
      ...Object.fromEntries(
        perps.flatMap(perp => [
          [`to_funding ${perp}`, 42],
          [`oi_change ${perp}`, 3],
        ]),
      ),
    })
  })
})

const eightHours = 28_800_000

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const rows = (file: string) =>
  gunzipSync(readFileSync(file))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))

/** At one time those of the first list come first. */
const inOrder = (...lists: readonly (readonly PerpMessage[])[]) => lists.flat().sort((a, b) => a.received - b.received)

/** The summary's features, by name and perpetual. */
function run(file: string, manifest: string): Map<string, ToldFeature> {
  const { code, out, err } = hvt(['backtest', file, '--data', manifest, '--json'])
  expect(code, out + err).toBe(0)
  const { features } = JSON.parse(out) as { features: (ToldFeature & { name: string; key: { i: string } })[] }
  return new Map(features.map(f => [`${f.name} ${f.key.i.slice(2, -1)}`, f]))
}
