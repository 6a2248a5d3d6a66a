import fc from 'fast-check'
import { expect, test } from 'vitest'
import { address, markets } from '../../property/events.ts'
import { graphOf } from '../../property/run.ts'
import { compiled, disagreement, interpreted } from '../emit/agreement.ts'

/** Every function of the libraries, over windows that a short market fills. */
const text = `strategy s in USD
use std.indicators
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 2s, rate: 1_000/1s }
universe symbols = [BTC/USD, ETH/USD]
let one = v[BTC/USD].quote
each s in symbols {
  let q = v[s].quote   let p = q.bid   let b = { high: q.ask, low: q.bid, close: q.mid }
  feature averages = { sma: sma(p, 5), ema: ema(p, 5), wilder: wilder(p, 5), macd: macd(p, 3, 5, 2) }
  feature ranges = { range: true_range(b), atr: atr(b, 4), rsi: rsi(p, 4), bands: bollinger(p, 6) }
  feature channel = { ticks: donchian(p, 4), time: donchian(p, 900ms), panes: donchian(p, 1s by 100ms) }
  feature vol = { ticks: realised_vol(p, 5), time: realised_vol(p, 1s), panes: annualised(realised_vol(p, 2s by 100ms)) }
  feature back = { life: half_life(p, 8), score: zscore(p, 5), summary: summary(p, 1s) }
  signal moved when page_hinkley(p / first(p, 1s) - 1, threshold: 0.002, delta: 0, ticks: 4)
  feature roots = { best: adf(p, 14), fixed: adf(p, 9, lags: 2), wild: hurst(p, 33) }
  feature common = { best: engle_granger(q.bid_size, p, 14), fixed: engle_granger(q.ask, p, 9, lags: 1) }
}
`

test('all functions of the libraries are the same in both evaluators, and go on from a snapshot', () => {
  const graph = graphOf(text)
  let present = 0
  fc.assert(
    fc.property(markets(100), fc.nat(99), (moves, cut) => {
      const events = address(graph, moves)
      const [whole, moved] = [interpreted(graph), compiled(graph)]
      expect(disagreement(graph, events.slice(0, cut), moved, whole)).toBeUndefined()
      const other = compiled(graph)
      other.evaluator.restore(whole.evaluator.snapshot())
      expect(disagreement(graph, events.slice(cut), other, whole)).toBeUndefined()
      graph.nodes.forEach(({ op }, n) => {
        if (op.op === 'statistic' && !Number.isNaN(whole.evaluator.value(n, 0))) present++
      })
    }),
    { numRuns: 5, endOnFailure: true },
  )
  expect(present).toBeGreaterThan(0)
})
