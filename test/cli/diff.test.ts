import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from './hvt.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hvt-diff-'))
afterAll(() => rmSync(cwd, { recursive: true }))
const source = readFileSync(join(root, 'examples/basis_spreads.hvt'), 'utf8')
writeFileSync(join(cwd, 'a.hvt'), source)
writeFileSync(
  join(cwd, 'same.hvt'),
  source
    .replace('each cheap', '// The same.\neach cheap')
    .replaceAll('ask', 'offer')
    .replaceAll('quote.offer', 'quote.ask')
    .replaceAll(', offer: ', ', ask: ')
    .replace('offer, bid', 'ask: offer, bid'),
)
writeFileSync(
  join(cwd, 'b.hvt'),
  source.replace('every 1s, 60', 'every 1s, 90').replace('min_profit = 3bps', 'min_profit = 2bps'),
)
writeFileSync(join(cwd, 'bad.hvt'), '/// Small.\nstrategy small in\n')
hvt(['compile', 'a.hvt'], { cwd })

const diff = (...args: string[]) => hvt(['diff', ...args], { cwd })

describe('hvt diff', () => {
  test('of one strategy, written in two ways or compiled', () => {
    for (const other of ['a.hvt', 'same.hvt', 'a.hvtc']) {
      const { code, out, err } = diff('a.hvt', other, '--exit-code')
      expect([code, out, err]).toEqual([
        0,
        `a.hvt and ${other} are the same strategy: a redeploy keeps everything\n`,
        '',
      ])
    }
  })

  test('tells what is kept, what warms up for how long, and what may fire at once', () => {
    const { code, out, err } = diff('a.hvtc', 'b.hvt')
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      'a.hvtc → b.hvt: nodes 34 same, 4 changed',
      'output | is | keys | warm after',
      'feature usual.mean | changed | 6 | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'feature usual.std | changed | 6 | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'feature usual.low | changed | 6 | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'feature usual.high | changed | 6 | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'record opportunities | changed | 6 | 1 × dear.quote, 1 × cheap.quote, 1 × opportunity',
      '5 outputs as before',
      'param min_profit: 3bps → 2bps',
      '',
      'a redeploy keeps the past of 13 of 17 nodes that have one; what warms up:',
      'line | node | is | warm after',
      'std/stats.hvt:8 | mean(x, window) | changed | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'std/stats.hvt:8 | std(x, window) | changed | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'std/stats.hvt:8 | min(x, window) | changed | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'std/stats.hvt:8 | max(x, window) | changed | 90 × every 1s (1m30s), 1 × dear.quote, 1 × cheap.quote',
      'may fire at once, as a condition that is true for the first time does: opportunity',
      '',
    ])
  })

  test('--json has every node; --exit-code tells a script', () => {
    const { code, out } = diff('a.hvt', 'b.hvt', '--json', '--exit-code')
    expect(code).toBe(3)
    const report = JSON.parse(out)
    expect(report).toMatchObject({
      version: 1,
      ok: true,
      same: false,
      keepsAll: false,
      mayFire: ['opportunity'],
      params: [{ name: 'min_profit', before: '3bps', after: '2bps' }],
      gone: [],
      diagnostics: [],
    })
    expect(report.nodes).toHaveLength(38)
    expect(report.nodes.filter((node: { is: string }) => node.is === 'changed')).toHaveLength(4)
    expect(report.outputs).toContainEqual({
      kind: 'feature',
      name: 'spread',
      is: 'same',
      keys: { before: 6, after: 6 },
    })
  })

  test('a file that does not compile is a mistake', () => {
    const { code, out, err } = diff('a.hvt', 'bad.hvt')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('bad.hvt:2')
    expect(JSON.parse(diff('bad.hvt', 'a.hvt', '--json').out)).toMatchObject({ version: 1, ok: false })
    expect(diff('a.hvt').code).toBe(2)
  })
})
