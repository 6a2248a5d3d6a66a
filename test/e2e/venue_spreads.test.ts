import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'
import { shared } from '../shared.ts'
import { expectEqual, type ToldFeature } from './feature_ticks.ts'
import { capturedVenue } from './plain_captures.ts'
import { type Opportunity, plainVenues } from './plain_venues.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-venues-'))
afterAll(() => rmSync(folder, { recursive: true }))
const second = 1_000_000

/** The three products of Binance stand for three of the venues. No capture has a kraken for the peg: the manifest assumes it. */
describe.runIf(shared)('venue_spreads on captures of BTC', () => {
  const capture = (name: string) => `${shared}/data/hftbacktest/binance_${name}_20240808.jsonl.gz`
  const spot = { venue: 'binance', instrument: 'BTC/USDT', file: capture('spot_btcusdt') }
  const usdm = { venue: 'okx', instrument: 'BTC/USDT', file: capture('usdm_btcusdt') }
  const coinm = { venue: 'kraken', instrument: 'BTC/USD', file: capture('cm_btcusd_perp'), contract: 100 }
  const fees = { binance: 0.001, okx: 0.001, kraken: 0.0026 }

  const source = readFileSync(join(root, 'strategies/venue_spreads.hvt'), 'utf8')
  const text = source
    .slice(0, source.indexOf('test "'))
    .replace(/(universe trading +=) .*/, '$1 [kraken, binance, okx]')
    .replace(/(universe watched +=) .*/, '$1 [kraken, binance, okx]')
  written('symbols.csv', 'symbol,from,to\nBTC/USD,,\n')

  test('features and opportunities are those of a plain computation, as are prices that are too old', () => {
    const legs = [spot, usdm, coinm]
    const params = { min_profit: '0.05%', max_age: '1s' }
    const found = run(written('venue_spreads.hvt', text), market(legs), params)
    const rules = { minProfit: 0.0005, maxAge: second, silent: 5 * second, usual: 1_000, history: 1_000 }
    const plain = plainVenues(messagesOf(legs), { symbols: ['BTC/USD'], fees, ...rules })
    const counts = expectEqual(found.features, plain.features)
    expect(counts).toMatchObject({
      ...{ 'price.std5 BTC/USD binance': 28_036, 'price.volume_ma5 BTC/USD kraken': 2_282 },
      ...{ 'moves.volatility10 BTC/USD okx': 66_079, 'moves.ma_gap BTC/USD kraken': 19_117 },
      ...{ 'history.mean BTC/USD binance': 27_041, 'history.high BTC/USD okx': 65_090 },
    })
    expect(found.opportunities).toEqual(plain.opportunities)
  })

  /** What 344 s of three healthy venues lack is planted: spreads above fees, a venue that falls silent; of `usual` the windows are shortened. */
  test('so are those of planted spreads and silence', () => {
    const legs = [
      { ...spot, file: planted('off', spot.file, off) },
      usdm,
      { ...coinm, file: planted('silent', coinm.file, silent) },
    ]
    const short = text.replace('summary(spread on every 1s, 1_000)', 'summary(spread on every 1s, 100)')
    const found = run(written('short.hvt', short), market(legs))
    const rules = { minProfit: 0.005, maxAge: 5 * second, silent: 5 * second, usual: 100, history: 1_000 }
    const plain = plainVenues(messagesOf(legs), { symbols: ['BTC/USD'], fees, ...rules })
    const counts = expectEqual(found.features, plain.features)
    expect(counts).toMatchObject({ 'usual.std BTC/USD binance okx': 245, 'usual.low BTC/USD kraken okx': 208 })
    expect(found.opportunities).toEqual(plain.opportunities)
    const firings = [...plain.opportunities].filter(([, o]) => o.firings > 0).map(([key, o]) => [key, o.firings])
    expect(Object.fromEntries(firings)).toEqual({ 'BTC/USD kraken binance': 5, 'BTC/USD okx binance': 5 })
    expect(found.rows).toBe(10)
  })
})

interface Captured {
  readonly venue: string
  readonly instrument: string
  readonly file: string
  readonly contract?: number
}

/** For 5 s of each minute the prices of quotes stand 1 % higher. */
function off(received: number, message: string): string | undefined {
  if (!message.includes('@bookTicker') || received % (60 * second) > 5 * second) return message
  return message.replace(/"([ba])":"([\d.]+)"/g, (_, side, price) => `"${side}":"${(Number(price) * 1.01).toFixed(2)}"`)
}

/** For 20 s of two minutes nothing is heard. */
const silent = (received: number, message: string) => (received % (120 * second) < 20 * second ? undefined : message)

function planted(name: string, file: string, change: typeof off): string {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  const changed = lines.flatMap(line => {
    const at = line.indexOf(' ')
    const message = change(Number(line.slice(0, at - 3)), line.slice(at + 1))
    return message === undefined ? [] : [`${line.slice(0, at)} ${message}`]
  })
  return written(`${name}.jsonl.gz`, gzipSync(`${changed.join('\n')}\n`))
}

function market(legs: readonly Captured[]): string {
  const feeds = legs.map(({ venue, instrument, file, contract }) => {
    const worth = contract === undefined ? '' : `, contract: ${contract} USD, symbol: BTCUSD_PERP`
    return `  - { venue: ${venue}, instrument: ${instrument}, reader: binance_ws, file: ${file}${worth} }`
  })
  const text = `market: venues-2024-08-08\nclock: { skew: estimate }\nassume: { USDT/USD: 1 }\nfeeds:\n${feeds.join('\n')}\n`
  return written('venues.yaml', text)
}

/** At one time those of the first leg come first. */
const messagesOf = (legs: readonly Captured[]) =>
  legs
    .flatMap(({ file, venue, contract }) => capturedVenue(file, venue, 'BTC/USD', contract))
    .sort((a, b) => a.received - b.received)

function written(name: string, text: string | Buffer): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

interface Summary {
  readonly features: readonly (ToldFeature & {
    readonly name: string
    readonly key: Readonly<Record<string, string>>
  })[]
  readonly signals: readonly (Opportunity & { readonly key: Readonly<Record<string, string>> })[]
  readonly records: readonly { readonly rows: number }[]
}

/** What the summary says of features, by name and keys, of opportunities, and how many rows the record has. */
function run(file: string, manifest: string, params: Readonly<Record<string, string>> = {}) {
  const given = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`])
  const { code, out, err } = hvt(['backtest', file, '--data', manifest, ...given, '--json'])
  expect(code, out + err).toBe(0)
  const { features, signals, records } = JSON.parse(out) as Summary
  const keyed = ({ key }: { key: Readonly<Record<string, string>> }) => Object.values(key).join(' ')
  return {
    features: new Map(features.map(f => [`${f.name} ${keyed(f)}`, f])),
    opportunities: new Map(
      signals.map(s => [keyed(s), { checks: s.checks, trueTicks: s.trueTicks, firings: s.firings }]),
    ),
    rows: records[0]!.rows,
  }
}
