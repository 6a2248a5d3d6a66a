import { expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import { compileText, expectMistake } from './harness.ts'

const header = `strategy pools in USDC
venue dex = socket.birdeye { prices_only: true, silent: 1m }
each c in [ETH/USDC] {
`
const graphOf = (body: string) => {
  const { graph, diagnostics } = compileText(`${header}${body}\n}\n`)
  expect(diagnostics).toEqual([])
  return graph!
}

test('the liquidity of a pool is a level; its square is base times quote', () => {
  const graph = graphOf(`  let pool = dex[c].pool
  let l = pool.liquidity
  feature depth = l
  feature other = l / sqrt(100 USDC * 4 ETH)
  feature change = l - prev(l, 1)
  feature usual = mean(l, 2)
  feature worth = dex[c].trades.price * l / l
  signal shrinks when l < prev(l, 1)
  record shrinks as shrinks { l }`)
  expect(graph.instruments).toMatchObject([{ symbol: 'ETH/USDC', streams: ['pool', 'trades'] }])
  expect(graph.outputs.map(o => [o.name, o.columns.at(-1)?.unit])).toEqual([
    ['change', 'ETH^0.5*USDC^0.5'],
    ['depth', 'ETH^0.5*USDC^0.5'],
    ['other', 'plain'],
    ['usual', 'ETH^0.5*USDC^0.5'],
    ['worth', 'USDC/ETH'],
    ['shrinks', 'ETH^0.5*USDC^0.5'],
    ['shrinks', 'plain'],
    ['shrinks', undefined],
  ])
})

test('it ticks with every event of the pool, changed or not, and is a clock', () => {
  const graph = graphOf(`  feature usual = mean(dex[c].pool.liquidity, 2)
  feature price = (latest(dex[c].trades.price) on dex[c].pool)
`)
  const seen: string[] = []
  const engine = interpret(graph, (output, _, now, ticked, values) => {
    seen.push(`${now} ${graph.outputs[output]!.name} ${ticked ? values[0] : 'wake'}`)
  })
  const at = (received: number, stream: 'pool' | 'trades', ...fields: number[]): SourceEvent => ({
    received,
    origin: received,
    venue: 0,
    instrument: 0,
    stream,
    fields,
  })
  for (const event of [
    at(1, 'trades', 2_000, 1, 1),
    at(1, 'pool', 6),
    at(2, 'pool', 6),
    at(3, 'trades', 2_100, 1, 1),
    at(4, 'pool', 8),
  ]) {
    engine.advance(event.received)
    engine.event(event)
  }
  expect(seen.filter(s => !s.endsWith('wake'))).toEqual([
    '1 price 2000',
    '2 price 2000',
    '2 usual 6',
    '4 price 2100',
    '4 usual 7',
  ])
})

test('what a pool does not have', () => {
  expectMistake(`${header}  feature x = dex[c].pool.«price»\n}\n`, {
    code: 'HVT2009',
    message: 'a pool has no `price`',
    help: 'it has liquidity',
  })
  expectMistake(`${header}  feature x = «dex[c].pool.liquidity + dex[c].trades.qty»\n}\n`, {
    code: 'HVT2201',
    message: 'this adds ETH^0.5*USDC^0.5 and ETH',
    help: 'bring both to one unit: multiply by a price, divide by one, or declare a `peg`',
  })
})
