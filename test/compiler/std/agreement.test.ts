import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standard } from '../../../compiler/resolve/modules.ts'
import { address, markets } from '../../property/events.ts'
import { graphOf } from '../../property/run.ts'
import { compiled, disagreement, interpreted } from '../emit/agreement.ts'

/** Functions of the libraries, over windows that a short market fills. */
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
  feature roots = { best: adf(p, 14), fewer: adf(p, 16, -2, 1), tested: adf(p, 16, -3, trend: 2), fixed: adf(p, 9, lags: 2), wild: hurst(p, 33), calm: dfa(p, 65) }
  let paths = johansen({ p, size: q.bid_size, ask: q.ask }, 20)
  feature wander = { trace: paths.first.trace, weight: paths.third.weights.ask }
  let fit = regression(p, { size: q.bid_size, ask: q.ask }, 6, q.ask_size)
  feature fitted = { slope: fit.slope.size, error: fit.intercept_error, t: fit.t.ask, share: fit.r_squared }
  let level = adwin(p / first(p, 1s), 0.9)
  feature shifts = { index: psi(p, 6, 4, bins: 3), p: ks(p, 6, 4).p, area: ks(p, 6, 4).area, mean: level.mean, width: level.width }
  feature filtered = kalman(p / first(p, 1s), q.ask / first(q.ask, 1s)).slope
  feature common = { best: engle_granger(q.bid_size, p, 14), wide: engle_granger(p, { a: q.bid_size, b: q.ask }, 16, trend: 1), fixed: engle_granger(q.ask, p, 9, lags: 1) }
}
`

/** Those that are written with the operators of the first text alone. */
const charts = `strategy s in USD
use std.averages
use std.candles
use std.cycles
use std.indicators
use std.momentum
use std.stats
use std.trend
use std.volatility
use std.volume
venue v = ccxt.kraken { prices_only: true, silent: 2s, rate: 1_000/1s }
universe symbols = [BTC/USD, ETH/USD]
each s in symbols, k in 0 .. 1 {
  let q = v[s].quote   let p = q.bid   let high = max(q.bid, q.ask)   let low = min(q.bid, q.ask)
  let b = { open: p, high, low, close: (high + low) / 2, volume: q.bid_size }
  feature lines = { wma: wma(p, 3), of: linear_regression(p, 4), dema: dema(p, 2), tema: tema(p, 2), t3: t3(p, 2) }
  feature adaptive = { alma: alma(p, 4), kama: kama(p, 3), mcginley: mcginley(p, 3), beta: beta(p, q.ask, 3) }
  feature candles = { smooth: heikin_ashi(b), doji: doji(b), full: marubozu(b), pivots: rolling_pivots(b, 3) }
  feature periods = pivot_points(period(b, every 1s))
  feature cycles = { hilbert: hilbert(p), angle: atan(p / q.ask), steady: natr(b, 3) }
  feature moves = { mom: momentum(p, 2), roc: roc(p, 2), rel: prs(p, q.ask, 2), trix: trix(p, 2) }
  feature strength = { stoch: stoch(b, 3, 2, 2), stoch_rsi: stoch_rsi(p, 3, 3, 2, 2), r: williams_r(b, 3) }
  feature blau = { tsi: tsi(p, 3, 2, 2), smi: smi(b, 3, 2, 2, 2), ultimate: ultimate_oscillator(b, 2, 3, 4), awesome: awesome_oscillator(b, 2, 3) }
  feature others = { cci: cci(b, 4), connors: connors_rsi(p, 2, 2, 4), stc: stc(p, 2, 2, 3), dpo: dpo(p, 3), fisher: fisher(p, 3) }
  feature shape = { skew: skewness(p, 4), tails: kurtosis(p, 5), of: ewm(p, 0.2), plainly: ewm(p, 0.2, adjust: false) }
  feature trends = { adx: adx(b, 3), aroon: aroon(b, 3), gator: gator(p), stop: psar(b), end: volatility_stop(b, 3) }
  feature bands = { keltner: keltner(b, 3, 2, 2), envelope: envelope(p, 3), chop: chop(b, 3) }
  feature volumes = { adl: adl(b), osc: chaikin_oscillator(b, 2, 3), cmf: cmf(b, 3), mfi: mfi(b, 3), obv: obv(b), force: force_index(b, 2) }
  feature weighed = { vwma: vwma(b, 3), count: vwap(b, 3), time: vwap(b, 1s) }
}
`

test('no function of the libraries is left out', () => {
  const libraries = standard.filter(name => !['book', 'flow', 'time'].includes(name))
  const source = (name: string) => readFileSync(new URL(`../../../compiler/std/${name}.hvt`, import.meta.url), 'utf8')
  const all = libraries.map(source).join('\n')
  const names = [...all.matchAll(/^fn (\w+)/gm)].map(([, name]) => name!)
  const called = (name: string) => [...`${text}${charts}${all}`.matchAll(new RegExp(`(fn )?\\b${name}\\(`, 'g'))]
  expect(names.filter(name => !called(name).some(([, declared]) => !declared))).toEqual([])
})

test('indicators of charts are the same in both evaluators', () => {
  const graph = graphOf(charts)
  fc.assert(
    fc.property(markets(60), moves => {
      expect(disagreement(graph, address(graph, moves), compiled(graph), interpreted(graph))).toBeUndefined()
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

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
