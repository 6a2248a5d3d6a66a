import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { backtest, type Result } from '../../runtime/backtest/backtest.ts'
import { generateMarket } from '../../runtime/market/generated/generate.ts'
import { compileText } from '../compiler/harness.ts'
import { runRecorded } from '../recorded.ts'
import { shared } from '../shared.ts'
import { expectEqual as expectSame } from './feature_ticks.ts'
import { type Message, plainDetectors } from './plain_detectors.ts'
import { binanceTrades, together, uniswapAmounts, uniswapLogs } from './plain_recordings.ts'

const source = readFileSync(new URL('../../examples/pool_signals.hvt', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'hvt-dex-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.runIf(shared)('pool_signals on ETH/BTC of 2023-06-19', () => {
  const data = join(shared ?? '', 'data/cex_dex_ethbtc')
  const [pool, trades] = [
    join(data, 'uniswap_v3_WBTC-WETH_2023-06-19.csv'),
    join(data, 'binance_ETHBTC-trades-2023-06-19.csv.gz'),
  ]
  const manifest = join(folder, 'ethbtc.yaml')
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
  - { venue: cex, instrument: ETH/BTC, reader: binance_trades_csv, file: ${trades} }
`,
  )

  /**
   * There is a swap in two minutes: in most 10 s the only one, whose imbalance is 1 or -1, and no value is three deviations
   * from a mean of such. The lowest `flow_z` that the strategy allows is where the detector shows that it works.
   */
  test.each([1.5, 3])('flow and volume equal a plain computation; flow_z = %d', async flowZ => {
    const { graph } = compileText(source, {}, { flow_z: `${flowZ}` })
    const result = await runRecorded(graph!, manifest)
    const messages = together(uniswapAmounts(pool, '500'), binanceTrades(trades))
    expectEqual(result, plainDetectors(messages, { flowZ, drain: 0.02 }))
    // The file has no liquidity: one detector stays unknown.
    expect(firings(result)).toEqual({ candidate: 0, diverged: 5, drained: 0, one_sided: flowZ === 3 ? 0 : 7 })
  })
})

describe.runIf(shared)('pool_signals on ETH/USDC of 2024-01-05', () => {
  const data = join(shared ?? '', 'data/demeter_fetch')
  const [low, high] = ['0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640', '0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8']
  const file = (address: string, form: string) => join(data, `ethereum-${address}-2024-01-05.${form}.csv.gz`)

  /** The strategy's text for another quote asset. No CEX was recorded: a second, thin pool stands in its place, for `basis`. */
  test.each([
    [3, 2, 32, 0],
    [1.5, 0.5, 48, 4],
    [6, 10, 19, 0],
  ])(
    'liquidity, flow and volume equal a plain computation; flow_z = %d, drain = %d%%',
    async (flowZ, percent, drained, one_sided) => {
      const manifest = join(folder, 'ethusdc.yaml')
      const feed = (venue: string, address: string, fee: number) => `
  - venue: ${venue}
    instrument: ETH/USDC
    reader: uniswap_csv
    file: ${file(address, 'raw')}
    pool: { token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }, base: WETH, fee: ${fee} }`
      writeFileSync(manifest, `market: pools\nfeeds:${feed('dex', low!, 500)}${feed('cex', high!, 3_000)}\n`)
      const { graph } = compileText(source.replaceAll('BTC', 'USDC'), {}, { flow_z: `${flowZ}`, drain: `${percent}%` })
      const result = await runRecorded(graph!, manifest)
      const messages = together(
        uniswapLogs(file(low!, 'pool.tick'), 'dex'),
        uniswapLogs(file(high!, 'pool.tick'), 'cex'),
      )
      expectEqual(result, plainDetectors(messages, { flowZ, drain: percent / 100 }))
      expect(firings(result)).toEqual({ candidate: 4, diverged: 30, drained, one_sided })
    },
  )
})

/** All the detectors, and what they vote for. */
test.each([1, 2])(
  'pool_signals on the generated market, seed %d, equals a plain computation',
  async seed => {
    const { graph } = compileText(source)
    const events: SourceEvent[] = []
    for await (const chunk of generateMarket(graph!, { seed }).events) events.push(...chunk)
    const run = { graph: graph!, evaluator: interpret, events: inChunks(events), tables: { row: () => {} } }
    const result = await backtest(run)
    const messages = events.map(({ received, venue, stream, fields }): Message => {
      const kind = stream === 'trades' ? 'trade' : stream === 'pool' ? 'pool' : undefined
      return { received, venue: graph!.venues[venue]!.name as Message['venue'], kind, numbers: fields }
    })
    expectEqual(result, plainDetectors(messages, { flowZ: 3, drain: 0.02 }))
    for (const [name, count] of Object.entries(firings(result))) expect(count, name).toBeGreaterThan(0)
    expect(result.records[0]!.rows).toBe(firings(result).candidate)
  },
  60_000,
)

/** A pool drains at more than 2 % a minute of what is left, and by 0.1 % of it more in the second half of the minute. */
test.each([
  ['faster and faster', [100, 98.55, 96.95], 1],
  ['hardly faster', [100, 98.5, 96.95], 0],
  ['steadily', [100, 98.5, 97], 0],
  ['fast at first', [100, 97, 96.9], 0],
  ['too slowly', [100, 99.5, 98.1], 0],
  ['by a half, and no more', [100, 50, 50], 0],
  ['not at all, on a low level', [1, 1, 1], 0],
  ['backwards', [96.95, 98.55, 100], 0],
] as const)('liquidity that falls %s', async (_, levels, fires) => {
  const { graph } = compileText(source)
  const instrument = graph!.instruments.findIndex(i => graph!.venues[i.venue]!.name === 'dex')
  const { venue } = graph!.instruments[instrument]!
  const events = levels.map((liquidity, i): SourceEvent => {
    const received = 1_700_000_000_000_000 + i * 30_000_000
    return { received, origin: received, venue, instrument, stream: 'pool', fields: [liquidity] }
  })
  const tables = { row: () => {} }
  const result = await backtest({ graph: graph!, evaluator: interpret, events: inChunks(events), tables })
  expect(firings(result)).toEqual({ candidate: 0, diverged: 0, drained: fires, one_sided: 0 })
})

async function* inChunks(events: readonly SourceEvent[]) {
  for (let i = 0; i < events.length; i += 1_000) yield events.slice(i, i + 1_000)
}

const firings = ({ signals }: Result) => Object.fromEntries(signals.map(s => [s.name, s.firings]))

/** Counts exactly, sums but for rounding. */
function expectEqual(result: Result, { features, signals }: ReturnType<typeof plainDetectors>): void {
  expectSame(new Map(result.features.map(f => [f.name, f])), features)
  const told = result.signals.map(({ name, checks, trueTicks, firings }) => [name, { checks, trueTicks, firings }])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(signals))
}
