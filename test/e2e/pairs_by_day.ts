import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'
import { folder } from '../runtime/market/fixture.ts'
import { shared } from '../shared.ts'

/** The strategy pairs, and as features too what it decides by. */
export const source = readFileSync(join(root, 'strategies/pairs.hvt'), 'utf8')
  .replace('"../examples', `"${root}/examples`)
  .replace('feature life', 'feature p = coi.p\n  feature together = corr(r[a], r[b], 250)\n  feature life')

/** What a run says of a feature. */
export interface Feature {
  readonly name: string
  readonly key: Readonly<Record<string, string>>
  readonly ticks: number
  readonly sum: number
  readonly last: number | null
}

export interface Run {
  readonly text: string
  readonly params: Readonly<Record<string, string>>
  readonly names: readonly string[]
  /** Of the manifest, one line each, and the files beside it. */
  readonly feeds: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

/** The summary of a run: of each feature what it was, of each two shares how often they parted. */
export async function run({ text, params, names, feeds, files }: Run) {
  const manifest = `market: days\nfeeds:\n${feeds.map(feed => `  - { ${feed} }\n`).join('')}`
  const data = await folder({ ...files, 'pairs.hvt': text, 'manifest.yaml': manifest })
  const given = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`])
  const universe = text.includes('universe') ? ['--universe', `tickers=${names.map(name => `${name}/USD`).join()}`] : []
  const { code, out, err } = hvt(['backtest', join(data, 'pairs.hvt'), '--data', data, '--json', ...given, ...universe])
  expect(code, out.slice(0, 2_000) + err).toBe(0)
  const { features, signals } = JSON.parse(out) as { features: Feature[]; signals: (Feature & { firings: number })[] }
  const keyOf = ({ key }: Feature) =>
    Object.values(key)
      .map(text => text.replace('/USD', ''))
      .join(' ')
  const all = new Map(features.map(f => [`${f.name} ${keyOf(f)}`.trim(), f]))
  return {
    feature: (name: string, ...key: readonly string[]) => all.get([name, ...key].join(' '))!,
    firings: Object.fromEntries(signals.filter(s => s.firings > 0).map(s => [keyOf(s), s.firings])),
  }
}

/** The cells of a file of data. */
export const read = (path: string, from = 1) =>
  gunzipSync(readFileSync(`${shared}/data/${path}`))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(from)
    .map(line => line.split(','))

export const days = { period: '1d', quiet: '1d' }
export const day = 'time: { column: date, as: iso, zone: America/New_York }'
export const closes = 'columns: { open: close, high: close, low: close }'
export const lotsFeed = `venue: broker, instrument: '*', reader: csv, file: lots.csv, latency: 0s, map: { stream: listing, time: { column: day, as: iso }, symbol: '{Name}/USD' }`
