import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../runtime/backtest/backtest.ts'
import { graphOf } from '../property/run.ts'
import { runRecorded } from '../recorded.ts'
import { folder } from '../runtime/market/fixture.ts'
import { shared } from '../shared.ts'

const rows = (path: string) =>
  gunzipSync(readFileSync(`${shared}/data/${path}`))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))

async function run(source: string, feeds: string, files: Readonly<Record<string, string>> = {}): Promise<Result> {
  const path = await folder({ ...files, 'manifest.yaml': `market: m\nfeeds:\n${feeds}` })
  return runRecorded(graphOf(source), path)
}

const pricesOf = (own: readonly (readonly string[])[]) =>
  own
    .map(row => row.slice(1, 6).map(Number))
    .map(([open, high, low, close, volume]) => ({
      open: open!,
      high: high!,
      low: low!,
      close: close!,
      volume: volume!,
    }))

const of = ({ features }: Result, name: string, key = '') =>
  features.find(f => f.name === name && (key === '' || JSON.stringify(f.key).includes(key)))!

describe.skipIf(!shared)('bars of recorded files are what the language reads', () => {
  test('of tickers by day, all in one file, in the order of their names', async () => {
    const tickers = ['AAPL', 'KO', 'PEP']
    const path = 'sp500_5yr/daily_ohlcv.csv.gz'
    const all = rows(path).filter(row => row[6]! < 'AC' || tickers.includes(row[6]!))
    const text = ['date,open,high,low,close,volume,Name', ...all.map(row => row.join())].join('\n')
    const result = await run(
      `strategy s in USD
venue x = alpaca.equities { fees: { taker: 1bps }, silent: 1d }
universe tickers = [${tickers.map(t => `${t}/USD`).join(', ')}]
each t in x[tickers] {
  let bar = t.bars(1d)
  feature close = bar.close
  feature range = bar.high - bar.low
  feature change = bar.close / prev(bar.close, 1) - 1
}
feature both = x[KO/USD].bars(1d).close / x[PEP/USD].bars(1d).close`,
      `  - venue: x
    instrument: '*'
    reader: csv
    file: daily.csv
    map:
      stream: bars
      every: 1d
      closes: '16:00'
      time: { column: date, as: iso, zone: America/New_York }
      symbol: '{Name}/USD'
      order: any
`,
      { 'daily.csv': text },
    )
    const closes = new Map(tickers.map(ticker => [ticker, pricesOf(all.filter(row => row[6] === ticker))]))
    for (const [ticker, own] of closes) {
      // The first close may be that of a bar that was under way, and a run ends before its last bar is closed.
      const shown = own.slice(1, -1)
      const close = of(result, 'close', `${ticker}/USD`)
      expect([close.ticks, close.first, close.last]).toEqual([shown.length, shown[0]!.close, shown.at(-1)!.close])
      expect(close.sum).toBe(shown.reduce((sum, bar) => sum + bar.close, 0))
      const range = of(result, 'range', `${ticker}/USD`)
      expect(range.sum).toBe(shown.reduce((sum, bar) => sum + (bar.high - bar.low), 0))
      const change = of(result, 'change', `${ticker}/USD`)
      const changes = shown.slice(1).map((bar, k) => bar.close / shown[k]!.close - 1)
      expect([change.ticks, change.min, change.max]).toEqual([
        changes.length,
        Math.min(...changes),
        Math.max(...changes),
      ])
    }
    const [ko, pep] = ['KO', 'PEP'].map(ticker => closes.get(ticker)!.slice(1, -1))
    const both = ko!.map((bar, k) => bar.close / pep![k]!.close)
    expect([of(result, 'both').min, of(result, 'both').max]).toEqual([Math.min(...both), Math.max(...both)])
  }, 60_000)
  test('of minutes, put together to hours; funding beside them', async () => {
    const okx = `${shared}/data/okx_sol_perp`
    const feed = (file: string, map: string, more = '') =>
      `  - { venue: x, instrument: SOL/USDT perp, reader: csv, file: ${okx}/${file}, map: { ${map}, time: { column: ts, as: ms } }${more} }\n`
    const result = await run(
      `strategy s in USDT
venue x = ccxt.okx { fees: { maker: 1bps, taker: 2bps }, silent: 1h }
let b = x[SOL/USDT perp].bars(1h)
feature high = b.high
feature volume = b.volume
feature funding = x[SOL/USDT perp].funding.rate * 1`,
      feed('ohlcv_1m.csv.gz', 'stream: bars, every: 1m') +
        feed(
          'funding_rate.csv.gz',
          'stream: funding, columns: { rate: fundingRate }, values: { interval: 28800 }',
          ', latency: 0s',
        ),
    )
    // The minutes end within the last hour.
    const hours = pricesOf(rows('okx_sol_perp/ohlcv_1h.csv.gz')).slice(0, -1)
    expect(of(result, 'high').ticks).toBe(hours.length)
    expect(of(result, 'high').sum).toBe(hours.reduce((sum, bar) => sum + bar.high, 0))
    const volumes = hours.reduce((sum, bar) => sum + bar.volume, 0)
    expect(of(result, 'volume').sum / volumes).toBeCloseTo(1, 9)
    const funding = rows('okx_sol_perp/funding_rate.csv.gz').map(row => Number(row[1]))
    expect([of(result, 'funding').ticks, of(result, 'funding').last]).toEqual([funding.length, funding.at(-1)])
  }, 60_000)

  test('and trades, of which bars are made', async () => {
    const result = await run(
      `strategy s in ETH
venue x = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 1h }
feature flow = sum(x[XRP/ETH].trades.signed_qty, 100)
feature volume = x[XRP/ETH].bars(1h).volume
feature qty = x[XRP/ETH].trades.qty`,
      `  - venue: x
    instrument: XRP/ETH
    reader: csv
    file: ${shared}/data/freqtrade/XRP_ETH-trades.csv.gz
    latency: 0s
    map: { stream: trades, time: { column: timestamp, as: ms }, columns: { qty: amount } }
`,
    )
    const trades = rows('freqtrade/XRP_ETH-trades.csv.gz').map(row => ({
      at: Number(row[0]),
      qty: Number(row[5]),
      side: row[3] === 'buy' ? 1 : -1,
    }))
    expect(of(result, 'qty').ticks).toBe(trades.length)
    const signed = trades.slice(-100).reduce((sum, { qty, side }) => sum + qty * side, 0)
    expect(of(result, 'flow').last).toBeCloseTo(signed, 6)
    const hour = (ms: number) => Math.floor(ms / 3_600_000)
    const whole = trades.filter(t => hour(t.at) > hour(trades[0]!.at) && hour(t.at) < hour(trades.at(-1)!.at))
    expect(of(result, 'volume').sum).toBeCloseTo(
      whole.reduce((sum, { qty }) => sum + qty, 0),
      4,
    )
  }, 60_000)

  test('of closes in columns, whose days are written as people do', async () => {
    const feed = (venue: string, file: string, as: string, wide: string) =>
      `  - { venue: ${venue}, instrument: '*', reader: csv, file: ${shared}/data/arbitragelab/${file}, map: { stream: bars, every: 1d, time: { column: Date, as: ${as} }, wide: { ${wide} } } }\n`
    const result = await run(
      `strategy s in USD
venue a = alpaca.equities { fees: { taker: 1bps }, silent: 1d }
venue b = alpaca.equities { fees: { taker: 1bps }, silent: 1d }
feature shell = a[SHEL/USD].bars(1d).close
feature gld = b[GLD/USD].bars(1d).close`,
      feed('a', 'shell-rdp-close_USD.csv', 'dd/MM/yyyy', 'Shell: SHEL/USD, RDP: RDP/USD') +
        feed('b', 'gld_gdx_data.csv', 'M/d/yyyy', 'GLD: GLD/USD'),
    )
    const plain = (file: string, column: number, year: number, month: number) =>
      readFileSync(`${shared}/data/arbitragelab/${file}`, 'utf8')
        .trimEnd()
        .split(/\r?\n/)
        .slice(1)
        .map(line => line.split(','))
        .filter(row => row[column] && Number(row[column]) > 0)
        .map(row => {
          const date = row[0]!.split('/').map(Number)
          return { day: Date.UTC(date[year]!, date[month]! - 1, date[1 - month]!), close: Number(row[column]) }
        })
    const gld = plain('gld_gdx_data.csv', 2, 2, 0).map(({ close }) => close)
    expect([of(result, 'gld').last, of(result, 'gld').max]).toEqual([gld.at(-2), Math.max(...gld.slice(0, -1))])
    const shell = plain('shell-rdp-close_USD.csv', 1, 2, 1)
    expect(shell.every(({ day }, k) => k === 0 || day > shell[k - 1]!.day)).toBe(true)
    expect(of(result, 'shell').max).toBe(Math.max(...shell.map(({ close }) => close)))
    expect(of(result, 'shell').first).toBe(shell[1]!.close)
  }, 60_000)

  test('of minutes without a zone, as a capture of another platform has them', async () => {
    const result = await run(
      `strategy s in USD
venue x = ccxt.ftx { fees: { taker: 1bps }, silent: 1h }
feature close = x[BTC/USD perp].bars(1d).close
feature high = x[BTC/USD perp].bars(1d).high`,
      `  - { venue: x, instrument: BTC/USD perp, reader: csv, file: ${shared}/data/nautilus/btc-perp-20211231-20220201_1m.csv.gz, map: { stream: bars, every: 1m, time: { column: timestamp, as: iso } } }\n`,
    )
    const days = new Map<string, (readonly string[])[]>()
    for (const row of rows('nautilus/btc-perp-20211231-20220201_1m.csv.gz')) {
      const day = row[0]!.slice(0, 10)
      days.set(day, [...(days.get(day) ?? []), row])
    }
    // Neither the first day nor the last is whole.
    const whole = [...days.values()].slice(1, -1)
    const close = of(result, 'close')
    expect([close.ticks, close.sum]).toEqual([
      whole.length,
      whole.reduce((sum, day) => sum + Number(day.at(-1)![4]), 0),
    ])
    expect(of(result, 'high').max).toBe(Math.max(...whole.flat().map(row => Number(row[2]))))
  }, 60_000)
})
