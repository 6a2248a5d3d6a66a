import { expect, test } from 'vitest'
import { graphOf } from '../../property/run.ts'

/** Calls as strategies have them: instruments of a universe, params as sizes, panes, stale quotes, pairs of closes. */
const text = `strategy sample in USD
use std.indicators (ema, atr, rsi, donchian)
use std.stats (realised_vol, annualised, half_life, hurst, engle_granger, page_hinkley)
venue x = ccxt.kraken { fees: { maker: 2bps, taker: 5bps }, silent: 3s, rate: 2_000/1s }
universe symbols = [BTC/USD, ETH/USD]
param fast = 20 in 5 .. 50
param slow = 60 in 20 .. 200
param horizon = 5m in 1m .. 1h
param calm = 60% in 20% .. 150%

let bitcoin = annualised(realised_vol(x[BTC/USD].quote.mid, 30m by 1s))
feature regime = match { bitcoin > calm -> WILD, else -> CALM }

each s in symbols {
  let b = x[s].bars(1h)
  let mid = x[s].quote.mid fresh 2s
  let close = x[s].bars(1m).close
  signal up when crossed(ema(b.close, fast), above: ema(b.close, slow)) and rsi(b.close, 14) < 70
  feature reach = atr(b, 14)
  feature breaks = donchian(mid, 5m by 100ms).position
  feature vol = realised_vol(mid, 10m by 1s)
  feature half = mid * (1 - realised_vol(x[s].quote.mid, 10m by 1s) * sqrt(horizon))
  feature trend = hurst(close, 512)
  signal drifted when page_hinkley(mid / first(mid, 10s by 1s) - 1, threshold: 50)
}

let fit = ols(close[BTC/USD], close[ETH/USD], 250)
let gap = close[BTC/USD] - fit.slope * close[ETH/USD]
let common = engle_granger(close[BTC/USD], close[ETH/USD], 500)
feature life = half_life(gap, 250)
feature slope = common.slope
signal parted when common.p < 5% and life < 2h and max(trend[BTC/USD], trend[ETH/USD]) < 0.6
`

test('the libraries in a strategy, with their units', () => {
  const { outputs } = graphOf(text)
  const units = outputs.flatMap(({ kind, name, columns }) => (kind === 'feature' ? [[name, columns[0]!.unit]] : []))
  expect(Object.fromEntries(units)).toEqual({
    regime: 'plain',
    reach: 'USD/s.base',
    breaks: 'plain',
    vol: '1/s^0.5',
    half: 'USD/s.base',
    trend: 'plain',
    life: 's',
    slope: 'ETH/BTC',
  })
  expect(outputs.filter(({ kind }) => kind === 'signal').map(({ name }) => name)).toEqual(['drifted', 'parted', 'up'])
})
