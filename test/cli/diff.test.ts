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
const carry = readFileSync(join(root, 'examples/cash_and_carry.hvt'), 'utf8')
writeFileSync(join(cwd, 'carry.hvt'), carry)
writeFileSync(
  join(cwd, 'other.hvt'),
  carry
    .replaceAll('trade carry', 'trade carried')
    .replace('carry.profit', 'carried.profit')
    .replace('halt when', 'halt and flatten when'),
)
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

  test('tells what acts otherwise, what that may do at once and what is refused', () => {
    const { code, out } = diff('carry.hvt', 'other.hvt', '--exit-code')
    expect(code).toBe(3)
    const told = out.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '))
    const at = (text: string) => `${carry.split('\n').findIndex(line => line.includes(text)) + 1}`
    expect(told.slice(told.indexOf('what acts | is | keys | line'), -1)).toEqual([
      'what acts | is | keys | line',
      `on rich | changed | 1 | ${at('on rich')}`,
      `trade carried | new | 0 → 1 | ${at('on rich')}`,
      `halt | changed | 1 | ${at('halt when')}`,
      `trade carry | gone | 1 → 0 | ${at('on rich')} before`,
      '4 declarations that act as before',
      '',
      'a redeploy keeps the past of all 14 nodes that have one',
      'no signal fires because of the redeploy alone',
      'may trade at once: halt',
      'refused while it has live state: trade carry',
      'keep its name, or redeploy when it is at rest: no order, no open trade, no row that waits, the first state',
    ])
    const { plan, same } = JSON.parse(diff('carry.hvt', 'other.hvt', '--json').out)
    expect(same).toBe(false)
    expect(plan).toContainEqual(expect.objectContaining({ kind: 'risk', name: 'halt', is: 'changed', mayTrade: true }))
    expect(plan).toContainEqual(expect.objectContaining({ kind: 'trade', is: 'gone', refusedWhileLive: true }))
  })

  test('tells what is not the same where no node, output or order is another', () => {
    const lines = (...edit: [string, string]) => {
      const text = carry.replace(...edit)
      expect(text).not.toBe(carry)
      writeFileSync(join(cwd, 'edited.hvt'), text)
      const { code, out } = diff('carry.hvt', 'edited.hvt', '--exit-code')
      expect(code).toBe(3)
      return out.split('\n').slice(1, 5)
    }
    const before = ['  4 outputs as before', '  7 declarations that act as before']
    expect(lines('limit leverage <= 2', '')[1]).toContain('what acts')
    expect(lines('strategy cash_and_carry', 'strategy carry_and_cash')).toEqual([
      ...before,
      'strategy carry_and_cash: changed (name)',
      '',
    ])
    const [first, second] = ['  limit gross <= 12_000 USDT\n', '  limit leverage <= 2\n']
    writeFileSync(join(cwd, 'edited.hvt'), carry.replace(first + second, second + first))
    // All rules of risk hold at once.
    expect(diff('carry.hvt', 'edited.hvt', '--exit-code').code).toBe(0)
  })

  test('a file that does not compile is a mistake', () => {
    const { code, out, err } = diff('a.hvt', 'bad.hvt')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('bad.hvt:2')
    expect(JSON.parse(diff('bad.hvt', 'a.hvt', '--json').out)).toMatchObject({ version: 1, ok: false })
    expect(diff('a.hvt').code).toBe(2)
  })
})
