import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { expectSeries, features, type Row, reference } from './series.ts'

const none = Number.NaN
const ramp: readonly Row[] = [[1], [2], [4], [8], [8], [2]]

describe('indicators, by hand', () => {
  test('averages begin with the mean of their first ticks', () => {
    const { s, e, w } = features('feature s = sma(x, 3)   feature e = ema(x, 3)   feature w = wilder(x, 2)', ramp)
    expectSeries(s!, [null, null, 7 / 3, 14 / 3, 20 / 3, 6], { relative: 1e-15 })
    expectSeries(e!, [null, null, 7 / 3, 31 / 6, 79 / 12, 103 / 24], { relative: 1e-15 })
    expect(w).toEqual([none, 1.5, 2.75, 5.375, 6.6875, 4.34375])
  })

  test('the size of an average may be a param, a duration may be the window of a channel', () => {
    const text = 'param fast = 2 in 1 .. 5   feature w = wilder(x, fast)   feature d = donchian(x, 2s)'
    const found = features(text, ramp)
    expect(found.w).toEqual([none, 1.5, 2.75, 5.375, 6.6875, 4.34375])
    // On a level the value in force where the window begins counts.
    expect(found['d.high']).toEqual([none, none, 4, 8, 8, 8])
    expect(found['d.low']).toEqual([none, none, 1, 2, 4, 2])
    expect(found['d.position']).toEqual([none, none, 1, 1, 1, 0])
  })

  test('strength is 100 where all goes up and absent where nothing moves', () => {
    const { r } = features('feature r = rsi(x, 2)', [[1], [2], [3], [2], [2], [2]])
    expect(r).toEqual([none, none, 100, 50, 50, 50])
    expect(features('feature r = rsi(x, 2)', [[1], [1], [1], [2]]).r).toEqual([none, none, none, 100])
  })

  test('the true range counts a gap', () => {
    const bars: Row[] = [
      [10, 8, 9],
      [11, 10, 10],
      [7, 6, 6],
    ]
    const text = 'let b = { high: x, low: y, close: z }   feature t = true_range(b)   feature r = atr(b, 2)'
    expect(features(text, bars)).toEqual({ t: [none, 2, 4], r: [none, none, 3] })
  })

  test('bands divide by n, and are where nothing moves', () => {
    const found = features('feature b = bollinger(x, 2, 1)', [[1], [3], [3]])
    expect(found).toEqual({
      'b.upper': [none, 3, 3],
      'b.middle': [none, 2, 3],
      'b.lower': [none, 0.9999999999999998, 3],
      'b.position': [none, 0.9999999999999998, none],
      'b.width': [none, 1.0000000000000002, 0],
    })
  })
})

type Series = readonly (number | null)[]
interface Talib {
  readonly high: readonly number[]
  readonly low: readonly number[]
  readonly close: readonly number[]
  readonly out: Readonly<Record<string, Series>>
}

describe.skipIf(!shared)('indicators against TA-Lib', () => {
  const { high, low, close, out } = shared ? reference<Talib>('oracles/talib.json') : ({} as Talib)

  test('averages, strength and range', () => {
    const rows = close.map((c, i): Row => [high[i]!, low[i]!, c])
    const found = features(
      `let b = { high: x, low: y, close: z }
      feature sma_ = sma(z, 20)   feature ema_ = ema(z, 20)   feature rsi_ = rsi(z, 14)
      feature range = true_range(b)   feature atr_ = atr(b, 14)   feature bands = bollinger(z)`,
      rows,
    )
    expectSeries(found.sma_!, out.sma20!)
    expectSeries(found.ema_!, out.ema20!)
    expectSeries(found.rsi_!, out.rsi14!)
    expectSeries(found.range!, out.trange!)
    expectSeries(found.atr_!, out.atr14!)
    expectSeries(found['bands.upper']!, out.bb20_up!)
    expectSeries(found['bands.middle']!, out.bb20_mid!)
    expectSeries(found['bands.lower']!, out.bb20_lo!)
  })
})
