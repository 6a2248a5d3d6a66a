import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { built, hvt, onTerminal } from './hvt.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-sample-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Of the record tables of a run, by name. */
function digests(out: string): Record<string, string> {
  const tables = readdirSync(out).filter(name => name.endsWith('.csv'))
  const digest = (name: string) => createHash('sha256').update(readFileSync(join(out, name))).digest('hex') // biome-ignore format: one line
  return Object.fromEntries(tables.map(name => [name, digest(name)]))
}

describe.each([
  ['examples/spread_signals.hvt', 'usual', ['--param', 'min_profit=0.1%'], '10m'],
  ['examples/features/books.hvt', 'rich', [], '5m'],
  ['strategies/dex_lead.hvt', 'rich', [], '3m'],
  ['strategies/perp_trend.hvt', 'usual', [], '3m'],
  ['strategies/pairs.hvt', 'rich', ['--param', 'known=0.6'], '1m'],
] as const)('%s, %s', (file, preset, params, time) => {
  test('runs on a sample as on the market that it is of', () => {
    const name = `${file.split('/').at(-1)}`
    const [sample, first, second] = ['sample', 'recorded', 'generated'].map(kind => join(folder, `${name}-${kind}`))
    const how = ['--seed', '9', '--preset', preset]
    const made = hvt(['sample', file, '--out', sample!, '--for', time, ...how, ...params])
    expect([made.code, made.err]).toEqual([0, ''])
    const run = (out: string, ...more: string[]) =>
      JSON.parse(hvt(['backtest', file, '--json', '--out', out, ...params, ...more]).out)
    const recorded = run(first!, '--data', sample!)
    const generated = run(second!, '--duration', time, ...how)
    expect(recorded.steps).toEqual(generated.steps)
    expect(recorded.features).toEqual(generated.features)
    expect(recorded.signals).toEqual(generated.signals)
    expect(digests(first!)).toEqual(digests(second!))
  }, 120_000)
})

test('with bad messages, and as Parquet: a run says the same of both', () => {
  const [csv, parquet] = [join(folder, 'csv'), join(folder, 'parquet')]
  const file = 'strategies/perp_trend.hvt'
  hvt(['sample', file, '--out', csv, '--for', '3m', '--preset', 'rich', '--faults'])
  expect(hvt(['data', 'convert', csv, '--out', parquet]).code).toBe(0)
  const run = (data: string) => JSON.parse(hvt(['backtest', file, '--data', data, '--json']).out)
  const [first, second] = [run(csv), run(parquet)]
  expect(first.feeds.some((f: { skipped: object }) => Object.keys(f.skipped).length > 0)).toBe(true)
  expect(second.steps).toEqual(first.steps)
  expect(second.features).toEqual(first.features)
}, 60_000)

test('without a strategy: exchanges, a pool and shares, with bad messages', () => {
  const out = join(folder, 'exchanges')
  const { code, out: told } = hvt(['sample', '--out', out, '--for', '2m', '--faults'])
  expect(code).toBe(0)
  expect(told).toMatch(
    /^sample of exchanges, seed 1, rich: 2m, [\d,]+ events in 37 files, [\d.]+ MB\ntruth: 6 venues, .* pairs.*\nbad messages: .*repeated.*\nwritten: .*manifest.yaml, .*truth.json\n$/,
  )
  const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8'))
  expect(truth).toMatchObject({ version: 1, seed: '1', preset: 'rich', from: 1_767_571_200_000_000 })
})

test('--json is one object', () => {
  const out = join(folder, 'json')
  const { code, out: told } = hvt(['sample', 'examples/grid.hvt', '--out', out, '--for', '10s', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(told)).toMatchObject({ ok: true, out, seed: '1', preset: 'usual', diagnostics: [], faults: {} })
  expect(JSON.parse(told).events).toBeGreaterThan(10)
})

test.each<[what: string, args: string[], code: number, message: string]>([
  ['no folder', ['sample'], 2, '`hvt sample` lacks `--out`; `hvt sample --help` shows an example (HVT9003)'],
  ['no such preset', ['sample', '--out', 'x', '--preset', 'wild'], 2, 'write `usual` or `rich` (HVT9005)'],
  ['a file in its place', ['sample', '--out', join(root, 'README.md'), '--for', '1s'], 1, 'error HVT9020: '],
  ['no strategy', ['sample', 'none.hvt', '--out', 'x'], 1, 'error HVT9010: '],
])('%s', (_, args, code, message) => {
  const told = hvt(args)
  expect([told.code, told.out]).toEqual([code, ''])
  expect(told.err).toContain(message)
})

test('a value is inspected in the market that was asked for', () => {
  const name = 'profit[BTC/USD, kraken, bitstamp]'
  const price = (...how: string[]) => hvt(['inspect', 'examples/spread_signals.hvt', '--at', '1m', name, ...how]).out
  expect(price()).toContain('bps')
  expect(price('--preset', 'usual')).toBe(price())
  expect(price('--preset', 'rich')).not.toBe(price())
})

test('Ctrl-C: exit code 130, a word, and no parts of files', async () => {
  const out = join(folder, 'stopped')
  const args = ['sample', 'examples/spread_signals.hvt', '--out', out, '--for', '100d']
  const child = spawn(process.execPath, [built, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', text => {
    err += text
  })
  const written = () => existsSync(out) && readdirSync(out).some(name => statSync(join(out, name)).size > 10_000)
  while (!written() && child.exitCode === null) await new Promise(done => setTimeout(done, 20))
  child.kill('SIGINT')
  expect(await new Promise(done => child.on('close', done))).toBe(130)
  expect(err).toContain(`hvt: interrupted; nothing is written to ${out}\n`)
  expect(readdirSync(out)).toEqual([])
})

test('--help has an example', () => {
  expect(hvt(['sample', '--help']).out).toContain('$ hvt sample strategies/venue_spreads.hvt --out sample')
})

test('what takes long shows how far it is', () => {
  const shown = onTerminal(['sample', 'strategies/venue_spreads.hvt', '--out', join(folder, 'long'), '--for', '3m'])
  if (shown) expect(shown.out).toMatch(/\d+% \[#/)
}, 120_000)

test('a manifest of something else stays', () => {
  const out = join(folder, 'mine')
  mkdirSync(out)
  const text = 'market: precious\n'
  writeFileSync(join(out, 'manifest.yaml'), text)
  const refused = hvt(['sample', '--out', out, '--for', '1s'])
  expect(refused.code).toBe(1)
  expect(refused.err).toContain(`error HVT9026: \`${join(out, 'manifest.yaml')}\` is there, and is not of a sample\n`)
  expect(readFileSync(join(out, 'manifest.yaml'), 'utf8')).toBe(text)
  rmSync(join(out, 'manifest.yaml'))
  for (const _ of [1, 2]) expect(hvt(['sample', '--out', out, '--for', '1s']).code).toBe(0)
}, 60_000)
