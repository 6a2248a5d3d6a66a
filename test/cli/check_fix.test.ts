import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folder } from '../runtime/market/fixture.ts'
import { hvt, shell } from './hvt.ts'

const broken = `strategy small in USD
venue a = ccxt.kraken { prices_only: true, silent: 5s }
param wait = 15 m;
let q = a[BTC/USD].quote
feature f = q.midd
feature g = q.midd
signal up when 1[USD/BTC] < q.mid < 3 && q.mid > 2
feature h = wait
`
const mended = `strategy small in USD
venue a = ccxt.kraken { prices_only: true, silent: 5s }
param wait = 15m
let q = a[BTC/USD].quote
feature f = q.mid
feature g = q.mid
signal up when 1[USD/BTC] < q.mid and q.mid < 3[USD/BTC] and q.mid > 2[USD/BTC]
feature h = wait
`
const done = [
  '3:14: replace by `15m` (HVT1003)',
  '5:15: replace by `mid` (HVT2009)',
  '6:15: replace by `mid` (HVT2009)',
  '7:35: insert `and q.mid` (HVT1011)',
  '3:17: remove `;` (HVT1001)',
  '7:49: replace by `and` (HVT1001)',
  '7:47: replace by `3[USD/BTC]` (HVT2202)',
  '7:61: replace by `2[USD/BTC]` (HVT2202)',
]

describe('hvt check --fix', () => {
  test('applies fixes in rounds, writes the file and says what it did', async () => {
    const cwd = await folder({ 'a.hvt': broken })
    expect(hvt(['check', 'a.hvt'], { cwd }).out).toMatch(/\na\.hvt: \d errors?, `--fix` mends \d\n$/)
    expect(readFileSync(join(cwd, 'a.hvt'), 'utf8')).toBe(broken)
    const { code, out, err } = hvt(['check', '--fix', 'a.hvt'], { cwd })
    expect(readFileSync(join(cwd, 'a.hvt'), 'utf8')).toBe(mended)
    expect([code, err]).toEqual([0, ''])
    const lines = out.trimEnd().split('\n')
    expect(lines.slice(0, -1).sort()).toEqual(done.map(line => `a.hvt:${line}`).sort())
    expect(lines.at(-1)).toMatch(/^a\.hvt: ok, 8 fixes applied, 3 features, 1 signal, 1 venue \(/)
  })

  test('what is the choice of its author is left, and so is a file without fixes', async () => {
    const cwd = await folder({ 'a.hvt': 'strategy s in USD\nvenue a = ccxt.kraken { prices_only: true }\n' })
    const before = statSync(join(cwd, 'a.hvt')).mtimeMs
    const { code, out } = hvt(['check', '--fix', 'a.hvt'], { cwd })
    expect([code, out.split('\n').at(-2)]).toEqual([1, 'a.hvt: 1 error'])
    expect(statSync(join(cwd, 'a.hvt')).mtimeMs).toBe(before)
  })

  test('a strategy in YAML is mended in place', async () => {
    const yaml = '- strategy: s\n  in: USD\n- let: x # one\n  iss: 15 m;\n'
    const cwd = await folder({ 'a.yaml': yaml })
    const { code, out } = hvt(['check', '--fix', 'a.yaml'], { cwd })
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe('- strategy: s\n  in: USD\n- let: x # one\n  is: 15m\n')
    expect([code, out.split('\n').slice(0, 3)]).toEqual([
      0,
      ['a.yaml:4:3: replace by `is` (HVT1204)', 'a.yaml:4:7: replace by `15m` (HVT1003)', 'a.yaml:4:10: remove `;` (HVT1001)'],
    ]) // biome-ignore format: one line
  })

  test('--json has what was done beside what is left', async () => {
    const cwd = await folder({ 'a.hvt': 'strategy s in USD\nlet x = 15 m\nlet y = w1\n' })
    const { code, out } = hvt(['check', '--fix', '--json', 'a.hvt'], { cwd })
    const report = JSON.parse(out)
    expect([code, report.applied]).toEqual([
      1,
      [{ code: 'HVT1003', title: 'replace by `15m`', file: 'a.hvt', line: 2, column: 9 }],
    ])
    expect(report.diagnostics.map((d: { code: string }) => d.code)).toEqual(['HVT2001'])
  })

  test('what cannot be written is left as it is, and told', async () => {
    const cwd = await folder({ 'a.hvt': broken })
    const piped = shell('cat a.hvt | $HVT check --fix /dev/stdin', { cwd })
    expect([piped.code, piped.out.split('\n').at(-2)]).toEqual([1, '/dev/stdin: 1 error'])
    expect(piped.out).toContain('error HVT9019: ')
    if (process.getuid?.() === 0) return
    chmodSync(cwd, 0o555)
    expect(hvt(['check', '--fix', 'a.hvt'], { cwd }).out).toContain('error HVT9019: ')
    chmodSync(cwd, 0o755)
    expect(readFileSync(join(cwd, 'a.hvt'), 'utf8')).toBe(broken)
  })
})

test('hvt check --sarif is one log of all files, with the exit code of a check', async () => {
  const cwd = await folder({ 'a.hvt': broken, 'good.hvt': 'strategy s in USD\n' })
  const { code, out, err } = hvt(['check', '--sarif', 'a.hvt', 'good.hvt'], { cwd })
  expect([code, err]).toEqual([1, ''])
  const { version, runs } = JSON.parse(out)
  const [{ tool, columnKind, results }] = runs
  expect([version, runs.length, tool.driver.name, columnKind]).toEqual(['2.1.0', 1, 'hvt', 'utf16CodeUnits'])
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
  expect(results[0]).toMatchObject({
    ruleId: 'HVT1003',
    locations: [
      { physicalLocation: { artifactLocation: { uri: 'a.hvt' }, region: { startLine: 3, startColumn: 14 } } },
    ],
    fixes: [{ description: { text: 'replace by `15m`' } }],
  })
  const good = hvt(['check', '--sarif', 'good.hvt'], { cwd })
  expect([good.code, JSON.parse(good.out).runs[0].results]).toEqual([0, []])
})
