import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compileText } from '../compiler/harness.ts'
import { runRecorded } from '../recorded.ts'
import { shared } from '../shared.ts'

const source = readFileSync(new URL('../../strategies/dex_lead.hvt', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'hvt-dex-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.runIf(shared)('dex_lead on ETH/BTC of 2023-06-19', () => {
  const data = join(shared ?? '', 'data/cex_dex_ethbtc')
  const pool = join(data, 'uniswap_v3_WBTC-WETH_2023-06-19.csv')

  test('the order flow of the pool equals a plain computation', async () => {
    const manifest = join(folder, 'market.yaml')
    writeFileSync(
      manifest,
      `market: ethbtc-2023-06-19
feeds:
  - venue: dex
    instrument: ETH/BTC
    reader: uniswap_csv
    file: ${pool}
    invert: true
    pool: { token0: { asset: WBTC, decimals: 8 }, token1: { asset: WETH, decimals: 18 }, base: WBTC, fee: 500 }
  - { venue: cex, instrument: ETH/BTC, reader: binance_trades_csv, file: ${join(data, 'binance_ETHBTC-trades-2023-06-19.csv.gz')} }
`,
    )
    const { graph, diagnostics } = compileText(source)
    expect(diagnostics).toEqual([])
    const result = await runRecorded(graph!, manifest)
    const flow = result.features.find(f => f.name === 'flow')!
    const plain = plainFlow(readFileSync(pool, 'utf8'))
    expect(plain.ticks).toBeGreaterThan(150)
    expect(flow.ticks).toBe(plain.ticks)
    expect(Math.abs(flow.sum - plain.sum)).toBeLessThan(1e-9)
    // The file has no liquidity: two of the detectors stay unknown, and two of three votes cannot be had from one.
    expect(result.features.find(f => f.name === 'liq_speed')!.ticks).toBe(0)
    expect(result.signals[0]!.firings).toBe(0)
  })
})

/** Signed over total quantity of the swaps of the last 30 s, at each swap; from 30 s after the pool was first heard of. */
function plainFlow(csv: string): { ticks: number; sum: number } {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
    .filter(row => row[5] === '500')
    .map(row => ({
      order: Number(row[0]!.split('#')[1]),
      time: Number(row[1]),
      weth: Number(row[3]),
      swap: row[6]!.trim() === 'swaps',
    }))
    .sort((a, b) => a.time - b.time || a.order - b.order)
  const first = rows[0]!.time
  const swaps = rows.filter(row => row.swap)
  let [ticks, sum] = [0, 0]
  for (const [i, now] of swaps.entries()) {
    if (now.time - first < 30) continue
    const window = swaps.slice(0, i + 1).filter(swap => swap.time > now.time - 30)
    // The pool receives what is sold to it.
    const signed = window.reduce((total, swap) => total - swap.weth, 0)
    sum += signed / window.reduce((total, swap) => total + Math.abs(swap.weth), 0)
    ticks++
  }
  return { ticks, sum }
}
