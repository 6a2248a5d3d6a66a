import { join } from 'node:path'
import { expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import { bind } from '../../runtime/market/bind/bind.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import { openMarket } from '../../runtime/market/recorded/open.ts'
import { compileText } from '../compiler/harness.ts'
import { folder } from '../runtime/market/fixture.ts'
import { shared } from '../shared.ts'

const source = `strategy pools in USDC
venue low  = socket.birdeye { prices_only: true, silent: 1h }
venue high = socket.birdeye { prices_only: true, silent: 1h }
universe coins = [ETH]
universe tiers = [low, high]
each c in coins, v in tiers {
  let dex = v[c/USDC]
  feature liquidity = dex.pool.liquidity
  feature moved = dex.pool.liquidity / prev(dex.pool.liquidity, 1) - 1
  feature flow = sum(dex.trades.signed_qty, 10)
  signal drained when moved < -50%
}
`
const pool = 'pool: { token0: { asset: USDC, decimals: 6 }, token1: { asset: WETH, decimals: 18 }, base: WETH'

test.skipIf(!shared)('a strategy reads the liquidity and the trades of two recorded pools', async () => {
  const data = join(shared!, 'data/demeter_fetch')
  const feed = (venue: string, address: string, fee: number) =>
    `  - { venue: ${venue}, instrument: ETH/USDC, reader: uniswap_csv, file: ${data}/ethereum-${address}-2024-01-05.raw.csv.gz, ${pool}, fee: ${fee} } }`
  const manifest = [
    'market: pools\nfeeds:',
    feed('low', '0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640', 500),
    feed('high', '0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8', 3_000),
  ].join('\n')
  const { graph } = compileText(source)
  const read = await readManifest(await folder({ 'manifest.yaml': manifest }))
  const { binding, diagnostics } = bind(graph!, read.manifest!)
  expect([...read.diagnostics, ...diagnostics, ...binding!.absentStreams]).toEqual([])
  const { market } = await openMarket(binding!)

  const ticks = new Map<string, number>()
  const last = new Map<string, number>()
  const engine = interpret(binding!.graph, (output, instance, _, ticked, values) => {
    const { name, region, kind } = graph!.outputs[output]!
    if (!ticked || kind === 'condition') return
    const key = `${name} ${graph!.regions[region]!.instances[instance]!.join(' ')}`
    ticks.set(key, (ticks.get(key) ?? 0) + 1)
    last.set(key, values[0]!)
  })
  const low = graph!.instruments.findIndex(i => graph!.venues[i.venue]!.name === 'low')
  let before = Number.NaN
  let falling = false
  let drained = 0
  for await (const chunk of market!.events) {
    for (const event of chunk) {
      engine.advance(event.received)
      engine.event(event)
      if (event.stream !== 'pool' || event.instrument !== low) continue
      const fell = event.fields[0]! / before - 1 < -0.5
      if (fell && !falling) drained++
      falling = fell
      before = event.fields[0]!
    }
  }
  expect(market!.stats.map(s => [s.trades, s.pools, s.other])).toEqual([
    [6_046, 6_169, 65],
    [267, 288, 16],
  ])
  expect([...ticks].sort()).toEqual([
    ['drained ETH low', drained],
    ['flow ETH high', 267 - 9],
    ['flow ETH low', 6_046 - 9],
    ['liquidity ETH high', 288],
    ['liquidity ETH low', 6_169],
    ['moved ETH high', 287],
    ['moved ETH low', 6_168],
  ])
  expect(drained).toBe(40)
  expect(last.get('liquidity ETH low')).toBe(Number(11_687_005_496_855_121_730n) / 1e12)
})
