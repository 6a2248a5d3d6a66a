import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Trace } from '../../report/trace.ts'
import { hvt } from '../cli/hvt.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-large-page-'))
const names = Array.from({ length: 30 }, (_, k) => `S${k}`)
const strategy = `/// Many shares, and each two of them.
strategy many in USD
venue broker = alpaca.equities { fees: { taker: 1bps }, silent: 5d, rate: 10/1s }
universe shares: */USD = file("shares.csv")
each s in shares {
  let close = broker[s].bars(1d).close
  let up    = close / prev(close, 1)
  feature level = close * 1.0001
  feature swing = std(close, 5)
}
pair (a, b) in shares when abs(corr(close[a], close[b], 20)) > 0.9 keep 30m at most 500 by abs(corr(close[a], close[b], 20)) {
  feature apart = up[a] - up[b]
  signal wide when apart > 1
}
`

/** Shares that wander; the last but one jumps every ten days, and back. */
function bars(): string {
  let seed = 1
  const rows = ['date,open,high,low,close,Name']
  for (const [k, name] of names.entries()) {
    let price = 100
    for (let day = 0; day < 1_000; day++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      price *= 1 + (seed / 2 ** 32 - 0.5) / 50
      const told = (k === names.length - 2 && day % 10 === 9 ? 3 * price : price).toFixed(4)
      const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)
      rows.push([date, told, told, told, told, name].join())
    }
  }
  return rows.join('\n')
}

const asked = names.slice(-2).map(name => `${name}/USD`)
const call = (...more: readonly string[]) => {
  const universe = `shares=${names.map(name => `${name}/USD`).join()}`
  const path = join(folder, 'run.html')
  const run = hvt(
    ['backtest', 'many.hvt', '--data', '.', '--json', '--universe', universe, '--report', path, ...more],
    {
      cwd: folder,
    },
  )
  if (run.code !== 0) return { ...run, html: '', trace: undefined }
  const html = readFileSync(path, 'utf8')
  const [, json] = /<script type="application\/json" id="trace">(.*?)<\/script>/s.exec(html)!
  return { ...run, html, trace: JSON.parse(json!) as Trace }
}

describe('the page of a run with many keys', () => {
  let whole: ReturnType<typeof call>
  beforeAll(() => {
    writeFileSync(join(folder, 'many.hvt'), strategy)
    writeFileSync(join(folder, 'shares.csv'), 'symbol\nA/USD\n')
    writeFileSync(join(folder, 'bars.csv'), bars())
    writeFileSync(
      join(folder, 'manifest.yaml'),
      `market: many
feeds:
  - { venue: broker, instrument: '*', reader: csv, file: bars.csv, map: { stream: bars, every: 1d, closes: '16:00', time: { column: date, as: iso, zone: America/New_York }, symbol: '{Name}/USD', order: any } }
`,
    )
    whole = call()
  })

  test('has at most 1.5 MB, as finely as that allows, and says how finely', () => {
    const { html, trace } = whole
    expect([html.length < 1.5e6, html.length > 0.6e6]).toEqual([true, true])
    expect(html).toMatch(/Drawn are the least, the greatest and the last value of each \d\.?\d*d\./)
    expect(trace!.features[0]!.line.last.length).toBeGreaterThanOrEqual(256)
  })

  test('names what fired and is not drawn, and draws it if asked to; all firings are told, none moves', () => {
    const { signals } = JSON.parse(whole.out) as { signals: { key: Record<string, string>; firings: number }[] }
    const fired = signals.find(({ key }) => Object.values(key).join() === asked.join())!.firings
    expect(fired).toBeGreaterThan(50)
    expect(whole.trace!.others[0]).toEqual({ name: 'wide', key: asked.join(', '), fired })
    expect(whole.html).toContain(`wide[${asked.join(', ')}]: ${fired}`)
    expect(whole.html).toContain(`<code>--draw ${asked.join()}</code>`)

    const { trace, html, out } = call('--draw', asked.join())
    expect(out).toBe(whole.out)
    expect(trace!.prices.map(({ name }) => name)).toEqual(asked.map(name => `broker ${name}`))
    expect(trace!.features.map(({ name, key }) => `${name} ${key}`)).toEqual([
      `apart ${asked.join(', ')}`,
      ...['level', 'swing'].flatMap(name => asked.map(key => `${name} ${key}`)),
    ])
    expect(trace!.signals.map(s => [s.key, s.fired, s.firings.reduce((a, b) => a + b, 0)])).toEqual([
      [asked.join(', '), fired, fired],
    ])
    expect(html).toContain(`${30 + 30 + 435 + 435 - 6} more are not drawn.`)
  })

  test.each([
    [['--draw', `${asked[0]},KO/USD, PEP`], 'error HVT9008: no feature and no signal is of `KO/USD`, `PEP`'],
    [['--draw'], 'HVT9003'],
  ])('%j is no choice', (more, wanted) => {
    const { code, out, err } = call(...more)
    expect([code === 0, out + err]).toEqual([false, expect.stringContaining(wanted.replace('error ', ''))])
  })

  test('nothing is drawn without a page', () => {
    const { err, code } = hvt(['backtest', 'many.hvt', '--draw', 'A/USD'], { cwd: folder })
    expect([code, err]).toEqual([2, expect.stringContaining('`--draw` says nothing without `--report`')])
  })
})
