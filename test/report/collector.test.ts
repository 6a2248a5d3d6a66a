import { expect, test } from 'vitest'
import type { Evaluator } from '../../compiler/ir/evaluator.ts'
import { Collector } from '../../report/collect/collector.ts'
import { graphOf } from '../property/run.ts'

test('a run is looked at in all its parts alike, also where events are minutes apart', () => {
  const graph = graphOf(`strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
signal traded = a[BTC/USD].trades
`)
  const collector = new Collector(graph, new Map())
  for (const output of graph.outputs) collector.observer(output)
  const minute = 60_000_000
  // Without a condition nothing is asked of the evaluator.
  for (let k = 0; k < 4_320; k++) collector.pause({} as Evaluator, 1_700_000_000_000_000 + k * minute)
  const { samples } = collector.finish(1_700_000_000_000_000 + 4_320 * minute)
  const gaps = samples.slice(1).map((at, k) => (at - samples[k]!) / minute)
  expect(samples.length).toBeGreaterThan(100)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps))
})
