import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/tree.ts'
import { hvt } from '../cli/hvt.ts'
import { compileText } from '../compiler/harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'hvt-strategies-'))
afterAll(() => rmSync(folder, { recursive: true }))

const names = readdirSync(join(root, 'strategies')).flatMap(file => (file.endsWith('.hvt') ? [file.slice(0, -4)] : []))
const file = (name: string) => `strategies/${name}.hvt`

test('there are five systems', () => {
  expect(names).toEqual(['dex_lead', 'pairs', 'perp_trend', 'thin_to_deep', 'venue_spreads'])
})

describe.each(names)('%s', name => {
  test('is correct, without a warning, in the form that `hvt fmt` gives it', () => {
    const { code, out, err } = hvt(['check', file(name), '--json'])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ ok: true, diagnostics: [] })
    expect(hvt(['fmt', '--check', file(name)]).code).toBe(0)
  })

  test('passes its own tests, without a warning', () => {
    const { code, out, err } = hvt(['test', file(name), '--json'])
    expect([code, err]).toEqual([0, ''])
    const [{ tests }] = JSON.parse(out).files
    expect(tests.length).toBeGreaterThanOrEqual(4)
  }, 180_000)

  test('comes back from YAML as what it was', () => {
    const [twin, back] = [join(folder, `${name}.yaml`), join(folder, `${name}.hvt`)]
    expect(hvt(['convert', file(name), '-o', twin]).code).toBe(0)
    expect(hvt(['convert', twin, '-o', back]).code).toBe(0)
    expect(hvt(['fmt', '--check', back]).code).toBe(0)
    expect(hvt(['convert', back]).out).toBe(readFileSync(twin, 'utf8'))
  })

  test('compiles to a file that is no other strategy, and tells its bounds', () => {
    const compiled = join(folder, `${name}.hvtc`)
    expect(hvt(['compile', file(name), '-o', compiled]).code).toBe(0)
    expect(hvt(['diff', compiled, file(name)]).out).toContain('the same strategy')
    expect(hvt(['check', file(name), '--bounds']).out).toMatch(/state [\d,]+ bytes/)
    expect(hvt(['graph', file(name)]).code).toBe(0)
  }, 120_000)

  test('runs for a minute on the generated market', () => {
    const { code, out, err } = hvt(['backtest', file(name), '--duration', '1m', '--json'])
    expect([code, err.includes('bug of HVT')]).toEqual([0, false])
    expect(JSON.parse(out).steps.events).toBeGreaterThan(1_000)
  }, 120_000)
})

/** The table is a contract with a database: its columns, their order, and nothing beside them. */
test('the signals of dex_lead have the columns that were agreed', () => {
  const { graph } = compileText(readFileSync(join(root, file('dex_lead')), 'utf8'))
  const signals = graph!.outputs.find(({ kind, name }) => kind === 'record' && name === 'signals')
  expect(signals!.columns.map(({ name }) => name)).toEqual([
    'id',
    'timestamp',
    'pair_symbol',
    'signal_type',
    'predicted_reward',
    'actual_reward',
    'dex_price',
    'cex_price',
    'dex_orderflow_imbalance',
    'cex_orderbook_depth_5pct',
    'market_regime',
    'data_latency_ms',
    'execution_latency_ms',
    'estimated_slippage_pct',
    'actual_slippage_pct',
  ])
})
