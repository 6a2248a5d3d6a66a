import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Trace } from '../../report/trace.ts'
import { hvt } from '../cli/hvt.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-page-'))
const file = join(folder, 'run.html')
const call = ['backtest', 'strategies/dex_lead.hvt', '--duration', '40m', '--json', '--report', file]
let run: { readonly out: string; readonly err: string; readonly code: number | null }
let html = ''
let trace: Trace

beforeAll(() => {
  run = hvt(call)
  html = readFileSync(file, 'utf8')
  trace = JSON.parse(/<script type="application\/json" id="trace">(.*?)<\/script>/s.exec(html)![1]!) as Trace
})

interface Summary {
  readonly signals: readonly { readonly name: string; readonly key: Record<string, string>; readonly firings: number }[]
  readonly features: readonly {
    readonly name: string
    readonly key: Record<string, string>
    readonly present: number | null
  }[]
}
const key = (of: Record<string, string>) => Object.values(of).join(', ')

describe('the page of a run', () => {
  test('says the same as the summary, which is the same as without it', () => {
    expect([run.code, run.err.includes(`${file}: the page of this run`)]).toEqual([0, true])
    expect(hvt(call.slice(0, -2)).out).toBe(run.out)
    const { signals, features } = JSON.parse(run.out) as Summary
    expect(trace.signals.map(s => [s.name, s.key, s.fired])).toEqual(signals.map(s => [s.name, key(s.key), s.firings]))
    for (const { firings, fired } of trace.signals) expect(firings.reduce((a, b) => a + b, 0)).toBe(fired)
    expect(signals.some(({ firings }) => firings > 0)).toBe(true)
    for (const { name, key: k, line } of trace.features) {
      const { present } = features.find(f => f.name === name && key(f.key) === k)!
      const last = line.last.at(-1)!
      expect(last === null ? null : Number(last.toPrecision(6))).toBe(
        present === null ? null : Number(present.toPrecision(6)),
      )
    }
  })

  test('says of each moment that was looked at what kept a signal from firing', () => {
    const { samples, signals, reasons } = trace
    expect(samples.length).toBeGreaterThan(100)
    const sided = signals.find(({ name }) => name === 'one_sided')!
    expect(sided.why.length).toBe(samples.length)
    expect(reasons[sided.why.at(-1)!]).toBe('`abs(flow) > 60%` is false')
    expect(sided.compared.at(-1)).toMatch(/^0\.\d+ against 0\.6$/)
  })

  test('is one file of at most 1.5 MB that loads nothing', () => {
    expect(html.length).toBeLessThan(1.5e6)
    expect(html).toContain(`content="default-src 'none'; img-src data:;`)
    expect(html).not.toMatch(/\b(src|href)=|https?:|@import/)
  })
})

const path = '/usr/bin/chromium'
describe('a page of recorded bars, of which nothing is quoted or traded', () => {
  const bars = join(folder, 'bars')
  const daily = Array.from({ length: 40 }, (_, k) => {
    const day = new Date(Date.UTC(2024, 0, 1 + k)).toISOString().slice(0, 10)
    return `${day},${100 + k},${103 + k},${99 + k},${101 + k}\n`
  })
  mkdirSync(bars)
  writeFileSync(join(bars, 'a.csv'), `date,open,high,low,close\n${daily.join('')}`)
  writeFileSync(
    join(bars, 'manifest.yaml'),
    `market: days
feeds:
  - venue: broker
    instrument: AAA/USD
    reader: csv
    file: a.csv
    map: { stream: bars, every: 1d, closes: '16:00', time: { column: date, as: iso, zone: America/New_York } }
`,
  )
  writeFileSync(
    join(bars, 'days.hvt'),
    `/// A mean of days.
strategy days in USD
use std.indicators (ema)
venue broker = alpaca.equities { fees: { taker: 1bps }, silent: 5d, rate: 10/1s }
let close = broker[AAA/USD].bars(1d).close
feature absent_yet = ema(close, 200)
feature mean_of_days = ema(close, 5)
signal high when close > ema(close, 5)
`,
  )

  test('has the closes as prices', () => {
    const path = join(folder, 'bars.html')
    const { code, err } = hvt(['backtest', 'days.hvt', '--data', '.', '--report', path], { cwd: bars })
    expect([code, err]).toEqual([0, expect.stringContaining('the page of this run')])
    const [, json] = /<script type="application\/json" id="trace">(.*?)<\/script>/s.exec(readFileSync(path, 'utf8'))!
    const { prices } = JSON.parse(json!) as Trace
    expect(prices.map(({ name, line }) => [name, line.last.at(-1)])).toEqual([['broker AAA/USD', 140]])
  })
})

describe.skipIf(!existsSync(path))(`in a browser (skipped where there is no ${path})`, () => {
  let browser: Browser
  let page: Page
  const problems: string[] = []
  const asked: string[] = []
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ]
    browser = await chromium.launch({ executablePath: path, args })
    page = await browser.newPage({ viewport: { width: 1280, height: 1400 } })
    page.on('console', message => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', error => problems.push(String(error)))
    page.on('request', request => asked.push(request.url()))
    await page.goto(pathToFileURL(file).href)
  })
  afterAll(() => browser.close())

  test('prices, three signals and three features are drawn, without an error or a request', async () => {
    expect(await page.locator('.chart canvas').count()).toBe(7)
    expect(await page.locator('.chart h3').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^drained\[WIF\] fired \d+ times /),
    )
    expect([problems, asked]).toEqual([[], [pathToFileURL(file).href]])
  })

  test('what is ticked is drawn, and the filter finds it', async () => {
    await page.getByLabel('Filter what can be drawn').fill('liq_accel[WIF]')
    expect(await page.locator('#choose label:visible').count()).toBe(1)
    await page.locator('#choose').getByLabel('liq_accel[WIF]').check()
    expect(await page.locator('.chart h3').last().innerText()).toMatch(/^liq_accel\[WIF\], 1\/s\^2/)
    await page.locator('#choose').getByLabel('liq_accel[WIF]').uncheck()
    expect(await page.locator('.chart canvas').count()).toBe(7)
  })

  test('times stand one below another, also where a chart has no value at all', async () => {
    const empty = join(folder, 'empty.html')
    expect(hvt(['backtest', 'examples/ema_cross.hvt', '--duration', '1m', '--report', empty]).code).toBe(0)
    const other = await browser.newPage({ viewport: { width: 1280, height: 1400 } })
    await other.goto(pathToFileURL(empty).href)
    const plots = await other.locator('.chart .u-over').all()
    const lefts = await Promise.all(plots.map(async plot => (await plot.boundingBox())!.x))
    expect(lefts.length).toBeGreaterThan(3)
    expect(new Set(lefts).size).toBe(1)
    // Of three features those come first that have a value.
    await other.goto(pathToFileURL(join(folder, 'bars.html')).href)
    expect(await other.locator('.chart h3').allInnerTexts()).toContainEqual(expect.stringMatching(/^mean_of_days/))
    await other.close()
  })

  test('the moment under the cursor is told, by mouse and by keys', async () => {
    const chart = page.locator('.chart').first()
    await chart.hover({ position: { x: 500, y: 150 } })
    const told = await page.locator('#moment').innerText()
    expect(told).toMatch(/^2026-01-05 00:\d\d:\d\d/)
    expect(told).toMatch(/did not fire: `.*` is (false \(.* against .*\)|unknown)/)
    await chart.focus()
    await page.keyboard.press('PageUp')
    expect(await page.locator('#moment').innerText()).not.toBe(told)
  })
})
