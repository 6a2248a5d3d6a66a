import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../runtime/backtest/backtest.ts'
import { frame, krakenSum } from '../runtime/market/cryptofeed.ts'
import { folder, row, ticker, trade } from '../runtime/market/fixture.ts'
import { built, hvt, shell } from './hvt.ts'

const strategy = 'examples/spread_signals.hvt'
const short = ['backtest', strategy, '--duration', '2m']

const two = `/// Two venues.
strategy two in USDT
venue a = ccxt.a { fees: { maker: 1bps, taker: 1bps }, silent: 5s, rate: 100/1s }
venue b = ccxt.b { fees: { maker: 1bps, taker: 1bps }, silent: 5s, rate: 100/1s }
signal apart when b[BTC/USDT].quote.bid > a[BTC/USDT].quote.ask
record apart as gaps { ask: a[BTC/USDT].quote.ask, bid: b[BTC/USDT].quote.bid }
`
const manifest = (market: string) =>
  `market: ${market}\nfeeds:\n${['a', 'b'].map(v => `  - { venue: ${v}, instrument: BTC/USDT, reader: binance_ws, file: ${v}.jsonl }\n`).join('')}`
const recorded = {
  'two.hvt': two,
  'manifest.yaml': manifest('two'),
  'a.jsonl': `${ticker(0, 100, 101)}\n${ticker(10, 102, 103)}\n`,
  'b.jsonl': `${ticker(5, 102, 104)}\n${ticker(2_000_005, 105, 106)}\n${ticker(2_000_006, 107, 108)}\nrubbish\n`,
}

describe('hvt backtest on a generated market', () => {
  test('prints a summary of about sixty lines, no wider than its columns; words go to stderr', () => {
    const { code, out, err } = hvt([...short, '--param', 'min_profit=0.2%'], { env: { COLUMNS: '90' } })
    expect([code, err]).toEqual([
      0,
      'spread_signals on a generated market, seed 1, 2m: its prices are made up, and prove no profit\n' +
        'too short for usual.mean, usual.std, usual.low, usual.high, which may take 16m 40s to warm up: say --duration 1h, or shorten bars and windows by --param\n',
    ])
    const lines = out.trimEnd().split('\n')
    expect(lines.length).toBeLessThan(70)
    expect(lines.slice(0, 3)).toEqual([
      'spread_signals on generated, seed 1',
      'with max_age = 5s, min_profit = 0.2%',
      '2026-01-05 00:00:00 to 00:01:59 UTC (2m)',
    ])
    expect(lines[3]).toMatch(/^[\d,]+ events and 119 timer steps in [\d.]+m?s: [\d,]+ steps\/s$/)
    for (const title of ['feeds', 'pegs', 'features: the busiest key of each', 'signals'])
      expect(lines).toContain(title)
    expect(out).toMatch(/^opportunities: \d+ rows, the first 10 \(--out FOLDER writes them all as CSV\)$/m)
    expect(out).toMatch(/^ {2}\(no room for .*dear_volatility\)$/m)
    expect(out).toMatch(/^ +time {2}symbol +cheap +dear +peg_ok +ask +bid /m)
    const tables = lines.filter(line => line.startsWith('  ') && !/no room/.test(line))
    expect(Math.max(...tables.map(line => line.length))).toBeLessThanOrEqual(90)
  })

  test('--json is one object, the same for the same seed; --out writes it and the tables', async () => {
    const cwd = await folder({})
    const args = ['--json', '--seed', '7', '--param', 'min_profit=0.1%', '--param', 'max_age=4s']
    const { code, out } = hvt([...short, ...args])
    expect(code).toBe(0)
    const summary = JSON.parse(out) as Result & Record<string, unknown>
    expect(summary).toMatchObject({ version: 1, ok: true, diagnostics: [], market: { kind: 'generated', seed: '7' } })
    expect(summary.strategy).toMatchObject({ name: 'spread_signals', params: [{ value: 4 }, { value: 0.001 }] })
    expect(Object.keys(summary)).toEqual([
      ...['version', 'ok', 'hvt', 'strategy', 'market', 'diagnostics', 'span', 'steps'],
      ...['instruments', 'venues', 'pegs', 'features', 'signals', 'records', 'overflows', 'feeds'],
    ])
    const again = hvt([...short, ...args, '--out', join(cwd, 'deep', 'results')])
    expect(again).toMatchObject({ code: 0, out })
    expect(readFileSync(join(cwd, 'deep/results/summary.json'), 'utf8')).toBe(out)
    const lines = readFileSync(join(cwd, 'deep/results/opportunities.csv'), 'utf8').split('\n')
    expect(lines[0]).toMatch(/^time,symbol,cheap,dear,ask,bid,.*,peg_ok$/)
    const fired = summary.signals.reduce((sum, s) => sum + s.firings, 0)
    expect(fired).toBeGreaterThan(10)
    expect(lines).toHaveLength(fired + 2)
    expect(summary.records).toMatchObject([{ table: 'opportunities', rows: fired }])
    expect(JSON.parse(hvt([...short, '--json', '--seed', '8']).out).features).not.toEqual(summary.features)
  })

  test('a strategy on pools is warm and fires, each detector and the vote', () => {
    const { code, out, err } = hvt(['backtest', 'examples/pool_signals.hvt', '--json'])
    expect([code, err]).toEqual([
      0,
      'pool_signals on a generated market, seed 1, 1h 30m: its prices are made up, and prove no profit\n',
    ])
    const { signals, feeds } = JSON.parse(out) as Result & { feeds: Record<string, unknown>[] }
    expect(signals.map(s => [s.name, s.firings])).toEqual([
      ['candidate', 2],
      ['diverged', 2],
      ['drained', 8],
      ['one_sided', 3],
    ])
    expect(feeds).toMatchObject([
      { venue: 'dex', quotes: 0, trades: 28_259, pools: 28_617 },
      { venue: 'cex', pools: 0 },
    ])
  })

  test('a param out of its range, an unknown one, a market without events', () => {
    const bad = hvt([...short, '--param', 'min_profit=7', '--json'])
    expect(bad.code).toBe(1)
    expect(bad.err).toContain('7 for `min_profit` is not within 0.05% .. 2%\n  ┌ --param min_profit:1:1\n')
    expect(JSON.parse(bad.out)).toMatchObject({ ok: false, version: 1, diagnostics: [{ code: 'HVT2106' }] })
    const unknown = hvt([...short, '--param', 'min_profi=1%'])
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.err).toContain('did you mean `min_profit`?')
    const none = hvt(['backtest', strategy, '--duration', '1us'])
    expect(none).toMatchObject({ code: 1, out: '' })
    expect(none.err).toContain('error HVT9030: the market `generated, seed 1` has not one event\n')
  })

  test('a window that had no room for its ticks is told, with its place and the cure', async () => {
    const window = 'mean(a[BTC/USDT].quote.mid, 10s)'
    const narrow = `${two.slice(0, two.indexOf('signal')).replace('100/1s', '1/1s')}feature f = ${window}\n`
    const cwd = await folder({ 'narrow.hvt': narrow, 'wide.hvt': narrow.replace('rate: 1/', 'rate: 20/') })
    const { code, out, err } = hvt(['backtest', 'narrow.hvt', '--duration', '5m', '--json'], { cwd })
    expect(code).toBe(0)
    const { features, overflows } = JSON.parse(out) as Result
    expect(features).toMatchObject([{ name: 'f', last: null }])
    const start = narrow.indexOf(window)
    expect(overflows).toEqual([{ at: ['narrow.hvt', start, start + window.length], outputs: ['f'], ticks: 718 }])
    expect(err).toContain('warning HVT9032: this window of `f` had no room for 718 of its ticks\n  ┌ narrow.hvt:5:13\n')
    expect(err).toContain('declare a higher `rate` for the venue, or let the window count panes: `10s by 100ms`\n')
    const wide = JSON.parse(hvt(['backtest', 'wide.hvt', '--duration', '5m', '--json'], { cwd }).out) as Result
    expect(wide.overflows).toEqual([])
    expect(JSON.stringify(wide.features)).toMatch(/"last":\d/)
  })

  test('rows are completed when their label is known; those that are not, and those without room, are counted', async () => {
    const labels = `/// What comes of the mid.
strategy labels in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 10s, rate: 100/1s }
let mid = a[BTC/USD].quote.mid
let grid = every 1s
let fast = every 2ms
signal many = fast when mid > 0[USD/BTC]
label rise for grid = last(mid, next 10s) / mid@row - 1
label high for many = max(mid, next 30s) > mid@row
record grid as rises { rise, mid }
record many as highs { high, mid }
`
    const cwd = await folder({ 'labels.hvt': labels })
    const { code, out, err } = hvt(['backtest', 'labels.hvt', '--duration', '1m', '--out', 'out'], { cwd })
    expect(code).toBe(0)
    expect(out).toMatch(/^rises: 59 rows.*\n(.*\n)+? {2}10 rows not completed: the run ended before$/m)
    expect(out).toMatch(/^ {2}\d+,\d+ rows not completed: too many waited$/m)
    expect(err.match(/warning HVT9032: this label of `highs` had no room for \d+,\d+ of its rows\n/g)).toHaveLength(1)
    const [head, ...rows] = readFileSync(join(cwd, 'out', 'rises.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    const cells = rows.map(line => line.split(','))
    expect(head).toBe('time,rise,mid')
    expect(cells.map(([time]) => time)).toEqual(cells.map(([time]) => time).toSorted())
    expect(cells.map(([, rise]) => rise === '')).toEqual(cells.map((_, k) => k >= cells.length - 10))
    const mids = cells.map(([, , mid]) => Number(mid))
    const rises = mids.slice(10).map((mid, k) => mid / mids[k]! - 1)
    expect(cells.slice(0, -10).map(([, rise]) => Number(rise))).toEqual(rises)
  })

  test('--rows says how many rows are shown', () => {
    const { out } = hvt([...short, '--param', 'min_profit=0.1%', '--rows', '3'])
    const rows = out.slice(out.indexOf('\nopportunities: ')).match(/^ +\d\d:\d\d:\d\d\.\d{3} /gm)
    expect(rows).toHaveLength(3)
  })

  test('features tell what they are in the end, and how long they had no value, before the first and after it', () => {
    const { out } = hvt(short)
    expect(out).toMatch(/^ {2}feature +key +ticks +mean +min +max +warming +missing$/m)
    expect(out).toMatch(/^ {2}moves\.minute +BTC\/USD, \w+ +time only +1 +– +– +0% +0%$/m)
    expect(out).toContain('\n  (without ticks: the value at the end, not a mean)\n')
  })

  test('an --out that cannot be written', async () => {
    const cwd = await folder({ file: '' })
    const { code, out, err } = hvt([...short, '--out', join(cwd, 'file')])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`error HVT9020: \`${join(cwd, 'file')}\` cannot be written: EEXIST\n`)
  })

  test('a library is not run', async () => {
    const cwd = await folder({ 'lib.hvt': '/// Costs.\nlibrary costs\n\nconst half = 50%\n' })
    expect(hvt(['check', 'lib.hvt'], { cwd }).code).toBe(0)
    const { code, out, err } = hvt(['backtest', 'lib.hvt'], { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^error HVT9018: `lib\.hvt` is the library `costs`, which is not run\n {2}┌ lib\.hvt:2:1\n/)
    expect(err).toContain('run a strategy that uses it; `hvt check lib.hvt` checks it by itself\n')
  })
})

test('what a generated market does not have is said before the run', async () => {
  const pools = `/// A pool.\nstrategy pools in USDC\nvenue dex = socket.birdeye { prices_only: true, silent: 1m }\nfeature depth = dex[ETH/USDC].pool.liquidity\nfeature bid = dex[ETH/USDC].quote.bid\n`
  const cwd = await folder({ 'pools.hvt': pools })
  const { err } = hvt(['backtest', 'pools.hvt', '--duration', '2m'], { cwd })
  expect(err).toContain('absent: quote of dex ETH/USDC; what needs them will stay quiet\n')
})

describe('hvt backtest on a recorded market', () => {
  test('a modelled latency is told before the run, a broken book after it', async () => {
    const snapshot = (ms: number, id: number) =>
      `${1_700_000_000_000 + ms}000000 {"lastUpdateId":${id},"bids":[["100","1"]],"asks":[["101","1"]]}`
    const depth = (ms: number, id: number) => row(ms, 'btcusdt@depth@100ms', { U: id, u: id, b: [], a: [] })
    const swap = '0x1#1,1700000000,-1,100,1,500,swaps'
    const cwd = await folder({
      'two.hvt': two.replaceAll('b[BTC/USDT].quote.bid', 'b[BTC/USDT].trades.price'),
      'manifest.yaml': `market: two
feeds:
  - { venue: a, instrument: BTC/USDT, reader: binance_ws, file: a.jsonl }
  - { venue: b, instrument: BTC/USDT, reader: uniswap_csv, file: b.csv, pool: { token0: { asset: WBTC, decimals: 8 }, token1: { asset: USDT, decimals: 6 }, base: WBTC, fee: 500 } }
`,
      'a.jsonl': [snapshot(0, 1), depth(1, 2), depth(2, 4), snapshot(12_002, 5)].join('\n'),
      'b.csv': `id,timestamp,amount0,amount1,pool,transaction_type\n${swap.replace(',1,500', ',500')}\n`,
    })
    const { code, out, err } = hvt(['backtest', 'two.hvt', '--data', '.', '--out', 'out'], { cwd })
    expect(err).toContain('modelled: b BTC/USDT is received 12s after it happened; the file does not tell\n')
    expect(out).toContain('  a BTC/USDT: 1 gap, 0 crossed books; no valid order book for 12s\n')
    expect(code).toBe(0)
  })

  test('two instruments of one capture; a wrong checksum is told', async () => {
    const [bid, ask] = [['100.0', '1.0'] as const, ['101.0', '1.0'] as const]
    const book = (ms: number, pair: string, parts: object) => frame(ms, [7, parts, 'book-1000', pair])
    const first = (ms: number, pair: string) => book(ms, pair, { bs: [bid], as: [ask] })
    const change = (ms: number, pair: string, c = krakenSum([bid], [['102.0', '1.0']])) =>
      book(ms, pair, {
        a: [
          ['101.0', '0.0'],
          ['102.0', '1.0'],
        ],
        c,
      })
    const cwd = await folder({
      'k.hvt': `/// Two pairs.
strategy pairs in USD
venue k = ccxt.kraken { fees: { maker: 1bps, taker: 1bps }, silent: 1m, rate: 100/1s }
each c in [BTC/USD, ETH/USD] {
  feature ask = k[c].quote.ask
}
`,
      'manifest.yaml': `market: k\nfeeds:\n${['BTC', 'ETH'].map(c => `  - { venue: k, instrument: ${c}/USD, reader: cryptofeed_kraken, file: k.jsonl }\n`).join('')}`,
      'k.jsonl': [
        first(0, 'XBT/USD'),
        first(1, 'ETH/USD'),
        change(2, 'XBT/USD'),
        change(3, 'ETH/USD', '7'),
        first(5_003, 'ETH/USD'),
      ].join('\n'),
    })
    const { code, out, err } = hvt(['backtest', 'k.hvt', '--data', '.'], { cwd })
    expect([code, err]).toEqual([0, 'pairs on the recorded market k: 2 feeds, 0.0 MB\n'])
    expect(out).toMatch(/^ {2}k +BTC\/USD +2 +2 /m)
    expect(out).toMatch(/^ {2}k +ETH\/USD +3 +3 /m)
    expect(out).toContain('  k ETH/USD: 0 gaps, 0 crossed books, 1 wrong checksum; no valid order book for 5s\n')
    expect(out).not.toContain('k BTC/USD: ')
  })

  test('the row is the one that was recorded; skipped rows and silence are told', async () => {
    const cwd = await folder(recorded)
    const { code, out, err } = hvt(['backtest', 'two.hvt', '--data', '.', '--out', 'out'], { cwd })
    expect(err).toBe('two on the recorded market two: 2 feeds, 0.0 MB\n')
    expect(code).toBe(0)
    expect(readFileSync(join(cwd, 'out/gaps.csv'), 'utf8')).toBe('time,ask,bid\n2023-11-14T22:13:20.005000Z,101,102\n')
    expect(out).toContain('2023-11-14 22:13:20 to 22:46:40 UTC (33m 20s)\n')
    expect(out).toMatch(/^ {2}b +BTC\/USDT +3 +3 +1 +33m 15s \(99\.7%, 1 time\)$/m)
    expect(out).toContain('  b BTC/USDT: skipped 1 row, the first at line 4: not `<receive time in ns> <message>`\n')
    expect(out).toContain('gaps: 1 row (out/gaps.csv)\n          time  ask  bid\n  22:13:20.005  101  102\n')
    expect(out).toContain('  skipped rows are in out/quarantine.jsonl\n')
    const [refused, ...more] = readFileSync(join(cwd, 'out/quarantine.jsonl'), 'utf8').trimEnd().split('\n')
    expect(more).toEqual([])
    expect(JSON.parse(refused!)).toEqual({
      venue: 'b',
      instrument: 'BTC/USDT',
      file: 'b.jsonl',
      line: 4,
      reason: 'not_a_row',
      row: recorded['b.jsonl'].split('\n')[3],
    })
  })

  test('rows that cannot be used go to a file of one’s own, which is empty where there are none', async () => {
    const cwd = await folder({ ...recorded, 'b.jsonl': recorded['b.jsonl'].split('\n').toSpliced(3, 1).join('\n') })
    const { code, out } = hvt(['backtest', 'two.hvt', '--data', '.', '--quarantine', 'bad.jsonl'], { cwd })
    expect(code).toBe(0)
    expect(out).not.toContain('bad.jsonl')
    expect(readFileSync(join(cwd, 'bad.jsonl'), 'utf8')).toBe('')
    const piped = shell('$HVT backtest two.hvt --data . --quarantine /dev/stderr 2>&1 >/dev/null', { cwd })
    expect(piped.out).toContain(readFileSync(join(cwd, 'bad.jsonl'), 'utf8'))
    const { code: other, err } = hvt(['backtest', 'two.hvt', '--data', '.', '--quarantine', 'no/bad.jsonl'], { cwd })
    expect(other).toBe(1)
    expect(err).toContain('HVT9020')
  })

  test('what is wrong with data is a diagnostic with a place', async () => {
    const cwd = await folder({ ...recorded, 'b.jsonl': '' })
    const { code, out, err } = hvt(['backtest', 'two.hvt', '--data', 'manifest.yaml'], { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^error HVT4021: `b\.jsonl` is empty\n {2}┌ manifest\.yaml:4:\d+\n4 │ /)
    for (const data of ['nowhere', 'a.jsonl', 'two.hvt', 'out/']) {
      const bad = hvt(['backtest', 'two.hvt', '--data', data], { cwd })
      expect(bad).toMatchObject({ code: 1, out: '' })
      expect(bad.err).toMatch(/^error HVT40\d\d: /)
      expect(bad.err).not.toContain('    at ')
    }
  })

  test('recordings of different times are refused', async () => {
    const cwd = await folder({ ...recorded, 'b.jsonl': `${ticker(60_000)}\n${ticker(61_000)}\n` })
    const { code, out, err } = hvt(['backtest', 'two.hvt', '--data', '.'], { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('error HVT9031: no two instruments of the market `two` were recorded at the same time\n')
    expect(err).toContain('a BTC/USDT from 2023-11-14T22:13:20.000Z to 2023-11-14T22:13:20.010Z; b BTC/USDT from ')
  })
})

describe('results of an earlier run', () => {
  const left = (cwd: string) =>
    readdirSync(join(cwd, 'out')).map(name => [name, readFileSync(join(cwd, 'out', name), 'utf8')])
  const run = (cwd: string) => hvt(['backtest', 'two.hvt', '--data', '.', '--out', 'out'], { cwd })

  test('stay as they are when a run fails, wherever it does', async () => {
    const cwd = await folder(recorded)
    expect(run(cwd).code).toBe(0)
    const before = left(cwd)
    expect(before.map(([name]) => name)).toEqual(['gaps.csv', 'quarantine.jsonl', 'summary.json'])
    const late = `${ticker(60_000)}\n${ticker(61_000)}\n`
    const backwards = `${ticker(5, 102)}\n${ticker(9_000)}\n${ticker(6)}\n`
    for (const [b, code] of Object.entries({ '': 'HVT4021', [late]: 'HVT9031', [backwards]: 'HVT4028' })) {
      for (const clock of ['', 'clock: { skew: none }\n']) {
        writeFileSync(join(cwd, 'b.jsonl'), b)
        writeFileSync(join(cwd, 'manifest.yaml'), manifest('two') + clock)
        const failed = run(cwd)
        expect([failed.code, failed.err]).toEqual([1, expect.stringContaining(`error ${code}: `)])
        expect(left(cwd)).toEqual(before)
      }
    }
  })

  test('give way to those of a run that succeeds', async () => {
    const cwd = await folder(recorded)
    expect(run(cwd).code).toBe(0)
    const before = left(cwd)
    writeFileSync(join(cwd, 'b.jsonl'), `${ticker(5, 103, 104)}\n`)
    expect(run(cwd).code).toBe(0)
    expect(left(cwd).map(([name, text], i) => [name, text === before[i]![1]])).toEqual([
      ['gaps.csv', false],
      ['summary.json', false],
    ])
  })
})

describe('what the summary says of the market', () => {
  const pegged = `${two.replace('in USDT', 'in USD')}peg USDT = USD within 50bps by a[USDT/USD]
signal cheap when b[BTC/USDT].quote.bid > 100[USD/BTC]
record cheap as rows { bid: b[BTC/USDT].quote.bid }
`
  const ask = async (strategy: string, more: string) => {
    const cwd = await folder({ ...recorded, 'two.hvt': strategy, 'manifest.yaml': manifest('two') + more })
    return hvt(['backtest', 'two.hvt', '--data', '.'], { cwd })
  }

  test('an assumed rate that breaks its peg; `peg_ok` that is not true', async () => {
    const broken = await ask(pegged, 'assume: { USDT/USD: 1.5 }')
    expect(broken.err).toContain('assumed, not measured: a USDT/USD is 1.5 all the time\n')
    expect(broken.out).toContain(
      '  USDT = USD: assumed at 1.5, not measured: violates the peg, so `peg_ok` is false all the time\n',
    )
    expect(broken.out).toMatch(/^rows: 1 row\n.*\n.*\n {2}peg_ok is false in 1 row$/m)
    const fine = await ask(pegged, 'assume: { USDT/USD: 1.001 }')
    expect(fine.out).toContain('  USDT = USD: assumed at 1.001, not measured\n')
    expect(fine.out).not.toContain('peg_ok is')
  })

  test('an assumption that is not used is a warning, and the run goes on', async () => {
    const { code, err } = await ask(two, 'assume: { USDT/USD: 1 }')
    expect(code).toBe(0)
    expect(err).toContain('warning HVT4045: `assume` names `USDT/USD`, which is not assumed\n')
  })

  test('what was added to stamps, and how often that had to be cut', async () => {
    const stamped = (skew: string) => ask(two, `clock: { skew: { a: ${skew}, b: 0s } }`)
    const plain = await stamped('0s')
    expect(plain.out).not.toMatch(/skew|clamped/)
    const cwd = await folder({
      ...recorded,
      'a.jsonl': `${ticker(0)}\n${trade(1, 0)}\n${trade(2, 1.5)}\n${trade(10, 10)}\n`,
      'manifest.yaml': `${manifest('two')}clock: { skew: { a: 1ms, b: 0s } }\n`,
    })
    const { out } = hvt(['backtest', 'two.hvt', '--data', '.'], { cwd })
    expect(out).toMatch(/^ {2}venue +instrument +messages +quotes +trades +skipped +clamped +skew +venue silent$/m)
    expect(out).toMatch(/^ {2}a +BTC\/USDT +4 +1 +3 +0 +2 +1ms /m)
    expect(out).toMatch(/^ {2}b +BTC\/USDT +3 +3 +0 +1 +0 +0s /m)
  })
})

test('Ctrl-C: exit code 130, a word, and whole lines in the tables', async () => {
  const cwd = await folder({})
  const table = join(cwd, 'opportunities.csv')
  writeFileSync(join(cwd, 'summary.json'), '{ "of": "an earlier run" }')
  const args = ['backtest', strategy, '--duration', '100d', '--param', 'min_profit=0.05%', '--out', cwd]
  const child = spawn(process.execPath, [built, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', text => {
    err += text
  })
  const written = () => existsSync(`${table}.part`) && readFileSync(`${table}.part`).length > 1_000
  while (!written() && child.exitCode === null) await new Promise(done => setTimeout(done, 20))
  child.kill('SIGINT')
  const code = await new Promise(done => child.on('close', done))
  expect(code).toBe(130)
  expect(err).toContain(
    `hvt: interrupted; the tables in ${cwd} hold the rows so far\nthe same command goes on from here\n`,
  )
  const lines = readFileSync(table, 'utf8').split('\n')
  expect(lines.pop()).toBe('')
  expect(new Set(lines.map(line => line.split(',').length))).toEqual(new Set([13]))
  expect(readdirSync(cwd)).toEqual(['checkpoint', 'opportunities.csv', 'opportunities.csv.part'])
})
