import { expect, test } from 'vitest'
import { schedule } from '../../compiler/layout/schedule.ts'
import { inRuns } from '../../compiler/lower/order.ts'
import { graphOf } from '../property/run.ts'

test('nodes of one region stand side by side: constants first, then each region once where inputs allow it', () => {
  const graph = graphOf(`strategy runs in USD
venue a = ccxt.a { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
venue b = ccxt.b { fees: { maker: 1bps, taker: 2bps }, silent: 5s }
universe venues = [a, b]
param least = 1%
each s in [BTC/USD, ETH/USD], cheap in venues, dear in venues where cheap != dear {
  let bid = dear[s].quote.bid * (1 - dear.fees.taker)
  let ask = cheap[s].quote.ask * (1 + cheap.fees.taker)
  feature edge = if bid / ask - 1 > least then bid / ask - 1 else 0
}
`)
  for (const [n, { inputs }] of graph.nodes.entries()) for (const { node } of inputs) expect(node).toBeLessThan(n)
  const runs = schedule(graph).blocks.map(({ region, from, to }) => {
    const ops = new Set(graph.nodes.slice(from, to).map(({ op }) => op.op))
    return `${graph.regions[region]!.keys.join(' ')}: ${[...ops].join(' ')}`
  })
  expect(runs).toEqual([
    ': constant',
    'dear: table pointwise',
    ': param constant',
    'dear: alive',
    's dear: source pointwise',
    's cheap dear: pointwise',
  ])
})

test('the inputs of a fold over very many members are not walked through for each of them', () => {
  const rest = { region: 0, stream: 'level', volatile: false, unit: 'plain', span: ['s.hvt', 0, 0] } as const
  const members = Array.from({ length: 100_000 }, () => ({ ...rest, op: { op: 'now' } as const, inputs: [] }))
  const inputs = members.map((_, node) => ({ node, map: -1 }))
  const fold = { ...rest, op: { op: 'over', fold: 'sum', members: [] } as const, inputs }
  // That would take minutes.
  expect(inRuns({ nodes: [...members, fold], outputs: [] }).nodes).toHaveLength(100_001)
}, 20_000)
