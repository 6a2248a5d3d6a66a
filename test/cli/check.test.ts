import { chmodSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt } from './hvt.ts'

const strategy = 'examples/spread_signals.hvt'
const good = '/// Small.\nstrategy small in USD\n'

describe('hvt check', () => {
  test('says of a good strategy what is in it', () => {
    const { code, out, err } = hvt(['check', strategy, 'examples/basis_spreads.hvt'])
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\n')).toEqual([
      expect.stringMatching(
        /^examples\/spread_signals\.hvt: ok, 18 features, 1 signal, 1 record, 8 venues \(\d+ nodes, digest [0-9a-f]{12}\)$/,
      ),
      expect.stringMatching(/^examples\/basis_spreads\.hvt: ok, 7 features, 1 signal, 1 record, 4 venues /),
      '',
    ])
  })

  test('shows mistakes with their place, on stdout, and goes on to the next file', async () => {
    const cwd = await folder({ 'bad.hvt': `${good}signal up when quux > 1\n`, 'good.hvt': good })
    const { code, out, err } = hvt(['check', 'bad.hvt', 'good.hvt'], { cwd })
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain(' bad.hvt:3:16\n3 │ signal up when quux > 1\n  │                ^^^^\n')
    expect(out).toContain('\nbad.hvt: 1 error\n')
    expect(out).toContain('\ngood.hvt: ok, 0 venues (')
  })

  test('--json is one object of a stated version', async () => {
    const cwd = await folder({ 'bad.hvt': `${good}signal up when quux > 1\n`, 'good.hvt': good })
    const { code, out, err } = hvt(['check', 'bad.hvt', 'good.hvt', '--json'], { cwd })
    expect([code, err]).toEqual([1, ''])
    const report = JSON.parse(out)
    expect(report).toMatchObject({ version: 1, ok: false })
    expect(report.files).toEqual([
      { file: 'bad.hvt', ok: false, errors: 1, warnings: 0 },
      { file: 'good.hvt', ok: true, errors: 0, warnings: 0 },
    ])
    expect(report.diagnostics).toMatchObject([{ severity: 'error', file: 'bad.hvt', line: 3, column: 16 }])
    expect(report.strategies).toMatchObject([{ file: 'good.hvt', name: 'small' }])
    const [found] = JSON.parse(hvt(['check', strategy, '--json']).out).strategies
    expect(found).toMatchObject({
      file: strategy,
      name: 'spread_signals',
      params: [
        { name: 'max_age', value: 5 },
        { name: 'min_profit', value: 0.005 },
      ],
    })
    expect(found.venues.map((v: { name: string }) => v.name)).toContain('coincap')
    expect(found.instruments).toContainEqual({ venue: 'kraken', symbol: 'USDT/USD', streams: ['quote'] })
    expect(found.regions).toContainEqual({ keys: ['s', 'cheap', 'dear'], instances: 84 })
  })
})

describe('hvt check --bounds', () => {
  test('of several files each has its own, and what is wrong has none', async () => {
    const text = `${good}venue x = ccxt.x { prices_only: true, silent: 1m }\nfeature mid = x[BTC/USD].quote.mid\n`
    const cwd = await folder({ 'a.hvt': text, 'bad.hvt': `${good}let y = z\n`, 'c.hvt': text })
    const { code, out } = hvt(['check', 'a.hvt', 'bad.hvt', 'c.hvt', '--bounds'], { cwd })
    expect(code).toBe(1)
    const told = out.split('\n').filter(line => /^\S+: |^ +state /.test(line))
    expect(told.map(line => line.replace(/\d[\d,]*/g, 'N').replace(/digest \w+/, 'D'))).toEqual([
      'a.hvt: ok, N feature, N venue (N nodes, D)',
      '  state N bytes, N instances of N nodes, module N bytes',
      'bad.hvt: N error',
      'c.hvt: ok, N feature, N venue (N nodes, D)',
      '  state N bytes, N instances of N nodes, module N bytes',
    ])
  })

  test('tells of each part by its line what it waits for, keeps and costs', () => {
    const { code, out } = hvt(['check', strategy, '--bounds'], { env: { COLUMNS: '200' } })
    const lines = out.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '))
    expect(code).toBe(0)
    expect(lines[1]).toBe('place | what | keys | bytes/key | warm after | ticks with | steps (worst)')
    expect(lines).toContain('16 | peg USDT = USD | 1 | 9 | 1 × kraken[USDT/USD].quote | kraken[USDT/USD].quote | 1')
    expect(lines).toContain('34 | feature price.ma20 | 16 | 361 | 20 × v[s].quote | v[s].quote | 3 (21)')
    const usual = '84 | 9,065 | 1000 × every 1s (16m40s), 1 × dear[s].quote, 1 … | every 1s | 3 (1,001)'
    expect(lines).toContain(`std/stats.hvt:8 | feature usual.mean | ${usual}`)
    expect(out).toMatch(/\n {2}state [\d,]+ bytes, 1,431 instances of 58 nodes, module [\d,]+ bytes\n$/)
  })

  test('--json has the same, and all of it', () => {
    const [found] = JSON.parse(hvt(['check', strategy, '--bounds', '--json']).out).strategies
    const usual = found.bounds.nodes.find((n: { outputs: string[] }) => n.outputs.includes('feature usual.mean'))
    expect(usual).toMatchObject({
      op: 'window',
      file: 'std/stats.hvt',
      line: 8,
      text: 'mean(x, window)',
      clock: ['every 1s'],
      instances: 84,
      bytesPerInstance: 9_065,
      operations: { amortised: 3, worst: 1_001 },
    })
    expect(usual.warmup).toEqual({
      ticks: [
        { of: 'dear[s].quote', ticks: 1 },
        { of: 'cheap[s].quote', ticks: 1 },
        { of: 'every 1s', ticks: 1_000, time: 1_000_000_000 },
      ],
      time: 0,
    })
    expect(found.bounds.stateBytes).toBeGreaterThan(84 * 9_065)
  })
})

describe('a file that is no strategy', () => {
  async function ask(name: string, content?: string | Uint8Array) {
    const cwd = await folder(content === undefined ? {} : { [name]: content })
    return { cwd, ask: () => told(name, cwd) }
  }

  function told(name: string, cwd: string) {
    const both = [hvt(['check', name], { cwd }), hvt(['backtest', name], { cwd })]
    for (const { code, out, err } of both) {
      expect(code).toBe(1)
      expect(out + err).not.toContain('    at ')
    }
    expect(both[0]!.err).toBe('')
    expect(both[1]!.out).toBe('')
    const [first, second] = both.map(({ out, err }) => (out + err).split('\n'))
    expect(second![0]).toBe(first![0])
    expect(second![2]).toBe(first![2])
    return `${first![0]} | ${first![2]?.trim()}`
  }

  test('missing', async () => {
    expect((await ask('a.hvt')).ask()).toBe(
      'error HVT9010: there is no file `a.hvt` | paths are relative to the folder you are in',
    )
    const { cwd } = await ask('spreads.hvt', good)
    expect(told('sprads.hvt', cwd)).toBe('error HVT9010: there is no file `sprads.hvt` | did you mean `spreads.hvt`?')
    expect(told(join(cwd, 'sprads.hvt'), '/')).toContain(`did you mean \`${join(cwd, 'spreads.hvt')}\`?`)
  })

  test('a folder', async () => {
    const { cwd } = await ask('x')
    mkdirSync(join(cwd, 'some'))
    expect(told('some', cwd)).toBe(
      'error HVT9011: `some` is a folder | name a file; `check` takes several, so a shell can name all: `hvt check strategies/*.hvt`',
    )
  })

  test.skipIf(process.getuid?.() === 0)('not readable (skipped for root, who reads all)', async () => {
    const { cwd, ask: again } = await ask('a.hvt', good)
    chmodSync(join(cwd, 'a.hvt'), 0)
    expect(again()).toBe(
      'error HVT9012: `a.hvt` cannot be read: EACCES | look at its permissions and at the disk it is on',
    )
  })

  test.each<[what: string, name: string, content: string | Uint8Array, answer: string]>([
    ['empty', 'a.hvt', '', 'HVT9013: `a.hvt` is empty | a strategy begins with `strategy NAME in ASSET`'],
    ['white space', 'a.hvt', ' \n\t\n', 'HVT9013: `a.hvt` is empty | a strategy begins with `strategy NAME in ASSET`'],
    [
      'compressed',
      'a.hvt.gz',
      gzipSync(good),
      'HVT9015: `a.hvt.gz` is not a text: it has bytes that no text has | a strategy is plain text in UTF-8; compressed and binary files are not read',
    ],
    [
      'UTF-16',
      'a.hvt',
      Buffer.from(good, 'utf16le'),
      'HVT9015: `a.hvt` is not a text: it has bytes that no text has | a strategy is plain text in UTF-8; compressed and binary files are not read',
    ],
    [
      'Latin-1',
      'a.hvt',
      Buffer.from(`${good}// Währung\n`, 'latin1'),
      'HVT9016: `a.hvt` is not UTF-8: line 3 has a byte that cannot stand there | save it as UTF-8; in editors that is the encoding of the file',
    ],
  ])('%s', async (_, name, content, answer) => {
    expect((await ask(name, content)).ask()).toBe(`error ${answer}`)
  })

  test('larger than 10 MB', async () => {
    const { cwd, ask: again } = await ask('a.hvt', good)
    truncateSync(join(cwd, 'a.hvt'), 12_300_000)
    expect(again()).toBe(
      'error HVT9014: `a.hvt` has 13 MB; a strategy has at most 10 | recorded data are not given as a strategy: name them in a manifest, and give it by `--data`',
    )
  })

  test('cut in the middle, at any place: a diagnostic, no crash', async () => {
    const text = readFileSync(join(import.meta.dirname, '../..', strategy), 'utf8')
    const cuts = [0.1, 0.35, 0.6, 0.85, 0.99].map(part => text.slice(0, Math.floor(text.length * part)))
    const files = Object.fromEntries(cuts.map((cut, i) => [`${i}.hvt`, cut]))
    const { code, out, err } = hvt(['check', ...Object.keys(files)], { cwd: await folder(files) })
    expect([code, err]).toEqual([1, ''])
    expect(out).toMatch(/^error HVT\d{4}: /m)
    expect(out).not.toContain('    at ')
  })
})
