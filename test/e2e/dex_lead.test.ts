import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'
import { shared } from '../shared.ts'
import { expectEqual, type ToldFeature } from './feature_ticks.ts'
import { capturedPerp } from './plain_captures.ts'
import { type Message, plainDetectors } from './plain_detectors.ts'
import { type Deep, deep, plainLeads } from './plain_leads.ts'
import type { PerpMessage } from './plain_perps.ts'
import { uniswapLogs } from './plain_recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-leads-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * No recording has a pool and a perpetual of one time: captures of perpetuals, of 344 s of another day, are moved into the day of the
 * pool. They are too short for half an hour of volatility, which is two minutes here.
 */
describe.runIf(shared)('dex_lead on a pool of ETH/USDC and captures of perpetuals', () => {
  const pool = (form: string) =>
    `${shared}/data/demeter_fetch/ethereum-0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640-2024-01-05.${form}.csv.gz`
  const capture = (coin: string) => `${shared}/data/hftbacktest/binance_usdm_${coin}usdt_20240808.jsonl.gz`
  let made: Market | undefined
  const market = (): Market => {
    if (made) return made
    const perps = [
      { perp: 'BTC/USDT perp', file: moved(capture('btc'), 'btc') },
      { perp: 'ETH/USDT perp', file: moved(capture('eth'), 'eth') },
    ]
    const manifest = `market: pool and perpetuals
clock: { skew: estimate }
assume: { USDC/USDT: 1 }
feeds:
  - venue: dex
    instrument: ETH/USDC
    reader: uniswap_csv
    file: ${pool('raw')}
    latency: 100ms
    pool: { token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }, base: WETH, fee: 500 }
${perps.map(({ perp, file }) => `  - { venue: cex, instrument: ${perp}, reader: binance_ws, file: ${file} }\n`).join('')}`
    made = {
      manifest: written('market.yaml', manifest),
      swaps: uniswapLogs(pool('pool.tick'), 'dex', 100_000),
      perps: perps.flatMap(({ perp, file }) =>
        capturedPerp(file, perp, perp.startsWith('ETH') ? deep : () => undefined),
      ),
    }
    return made
  }
  const source = readFileSync(join(root, 'strategies/dex_lead.hvt'), 'utf8')
  const text = source
    .slice(0, source.indexOf('test "'))
    .replace(/(universe coins +=) .*/, '$1 [ETH]')
    .replaceAll('30m by 1s', '2m by 1s')

  test.each([
    [3, 2, 0.6, { one_sided: 0, drained: 32, diverged: 30, candidate: 4 }],
    [1.5, 0.5, 0.45, { one_sided: 1, drained: 49, diverged: 30, candidate: 4 }],
  ])(
    'features and signals are those of a plain computation; flow_z = %d, drain = %d %',
    (flowZ, drain, calm, firings) => {
      const { manifest, swaps, perps } = market()
      const params = [`flow_z=${flowZ}`, `drain=${drain}%`, `calm=${calm}`]
      const found = run(written('dex_lead.hvt', text), manifest, params)
      // A tenth of a second is under way: of two seconds a twentieth more.
      const thresholds = { flowZ, drain: drain / 100, strict: 1.05, silent: 60_000_000 }
      const detected = plainDetectors(swaps, thresholds)
      const seen = plainLeads(swaps, perps, {
        coin: 'ETH',
        span: 120,
        calm,
        words: found.features.get('market.regime')!.choices!,
      })
      const counts = expectEqual(found.features, new Map([...detected.features, ...seen]))
      expect(Math.min(...Object.values(counts))).toBeGreaterThan(5_000)
      const { entry, ...signals } = found.signals
      expect(signals).toEqual(Object.fromEntries(detected.signals))
      const fired = Object.entries(signals).map(([name, s]) => [name, s.firings])
      expect(Object.fromEntries(fired)).toEqual(firings)
      // No model decides before a thousand rows are labelled.
      expect(entry!.firings).toBe(firings.candidate)
    },
  )
})

interface Market {
  readonly manifest: string
  readonly swaps: readonly Message[]
  readonly perps: readonly PerpMessage<Deep>[]
}

interface Summary {
  readonly features: readonly (ToldFeature & { readonly name: string; readonly choices?: readonly string[] })[]
  readonly signals: readonly {
    readonly name: string
    readonly checks: number
    readonly trueTicks: number
    readonly firings: number
  }[]
}

/** The capture as of 13:00 on 2024-01-05, by whole seconds. */
function moved(file: string, name: string): string {
  const seconds = 1_704_459_600 - 1_723_161_255
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  const later = lines.map(line => {
    const at = line.indexOf(' ')
    const message = line
      .slice(at)
      .replace(/"([ET])":(\d{13})/g, (_, key, time) => `"${key}":${+time + seconds * 1_000}`)
    return `${BigInt(line.slice(0, at)) + BigInt(seconds) * 1_000_000_000n}${message}`
  })
  return written(`${name}.jsonl.gz`, gzipSync(`${later.join('\n')}\n`, { level: 1 }))
}

function written(name: string, text: string | Buffer): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** What the summary says of features and signals, by name. */
function run(file: string, manifest: string, params: readonly string[]) {
  const given = params.flatMap(param => ['--param', param])
  const { code, out, err } = hvt(['backtest', file, '--data', manifest, ...given, '--json'])
  expect(code, out + err).toBe(0)
  const { features, signals } = JSON.parse(out) as Summary
  return {
    features: new Map(features.map(f => [f.name, f])),
    signals: Object.fromEntries(
      signals.map(({ name, checks, trueTicks, firings }) => [name, { checks, trueTicks, firings }]),
    ),
  }
}
