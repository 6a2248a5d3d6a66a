import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compileText } from '../compiler/harness.ts'
import { runRecorded } from '../recorded.ts'
import { shared } from '../shared.ts'
import { type PairTotals, plainSpreads } from './plain_spreads.ts'

const source = readFileSync(new URL('../../examples/basis_spreads.hvt', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'hvt-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.runIf(shared)('basis_spreads on the captures of 2024-08-08', () => {
  const capture = (name: string) => join(shared!, 'data/hftbacktest', `binance_${name}_20240808.jsonl.gz`)
  const expected = shared && JSON.parse(readFileSync(join(shared, 'data/expected/venue_spreads_btc.json'), 'utf8'))
  const legs = (coin: string) => [
    { name: 'spot', file: capture(`spot_${coin}usdt`), fee: 0.0001 },
    { name: 'usdm', file: capture(`usdm_${coin}usdt`), fee: 0.00005 },
    { name: 'coinm', file: capture(`cm_${coin}usd_perp`), fee: 0.00005 },
  ]

  test('BTC: the reference counts exactly, sums to 1e-9', async () => {
    const found = await spreads(
      'BTC',
      '100 USD',
      legs('btc').map(l => l.file),
    )
    expectEqual(found, expected.pairs)
  })

  test('ETH: the universe and the manifest changed, nothing else; equal to a plain computation', async () => {
    const found = await spreads(
      'ETH',
      '10 USD',
      legs('eth').map(l => l.file),
    )
    const plain = plainSpreads(legs('eth'), 0.0003, 5_000_000)
    expect(Math.min(...Object.values(plain).map(p => p.ticks))).toBeGreaterThan(30_000)
    expectEqual(found, plain)
  })

  test.each(['200ms', '20ms'])('BTC with prices no older than %s, where freshness decides', async age => {
    const plain = plainSpreads(legs('btc'), 0.0003, Number.parseInt(age, 10) * 1000)
    const whole = expected.pairs['buy spot, sell coinm'].ticks
    expect(plain['buy spot, sell coinm']!.ticks).toBeLessThan(0.95 * whole)
    expectEqual(
      await spreads(
        'BTC',
        '100 USD',
        legs('btc').map(l => l.file),
        { max_age: age },
      ),
      plain,
    )
  })
})

function expectEqual(found: Record<string, PairTotals>, wanted: Record<string, PairTotals>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
  for (const [pair, { sum_profit, max_profit, ...counts }] of Object.entries(wanted)) {
    expect({ pair, ...found[pair] }).toMatchObject({ pair, ...counts })
    expect(Math.abs(found[pair]!.sum_profit / sum_profit - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found[pair]!.max_profit / max_profit - 1)).toBeLessThan(1e-9)
  }
}

/** Runs the example for a coin over the three files and returns what the reference holds, by pair. */
async function spreads(
  coin: string,
  contract: string,
  files: readonly string[],
  params = {},
): Promise<Record<string, PairTotals>> {
  const [spot, usdm, coinm] = files
  const manifest = join(folder, `${coin}.yaml`)
  writeFileSync(
    manifest,
    `market: ${coin}-2024-08-08
feeds:
  - { venue: spot,  instrument: ${coin}/USDT,             reader: binance_ws, file: ${spot} }
  - { venue: usdm,  instrument: ${coin}/USDT perp,        reader: binance_ws, file: ${usdm} }
  - { venue: coinm, instrument: ${coin}/USD inverse perp, reader: binance_ws, file: ${coinm}, contract: ${contract} }
clock: { skew: estimate }
assume: { USDT/USD: 1 }
`,
  )
  const { graph } = compileText(source.replaceAll('BTC/', `${coin}/`), {}, params)
  const result = await runRecorded(graph!, manifest)

  const totals: Record<string, PairTotals> = {}
  for (const signal of result.signals) {
    const key = Object.values(signal.key).map(text => text.split('[')[0])
    const profit = result.features.find(
      f => f.name === 'profit' && JSON.stringify(f.key) === JSON.stringify(signal.key),
    )!
    totals[`buy ${key[0]}, sell ${key[1]}`] = {
      ticks: profit.ticks,
      fires_ticks: signal.trueTicks!,
      rising_edges: signal.firings,
      sum_profit: profit.sum,
      max_profit: profit.max!,
    }
  }
  return totals
}
