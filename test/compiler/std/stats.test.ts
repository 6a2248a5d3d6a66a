import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { expectSeries, features, type Row, reference } from './series.ts'

const rows = (values: readonly number[]): readonly Row[] => values.map(value => [value])

describe('volatility', () => {
  const prices = [100, 101, 99, 102, 102, 100]
  const squares = prices.slice(1).map((price, i) => Math.log(price / prices[i]!) ** 2)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

  test('is the root of squared returns over the time they took', () => {
    const spacing = (i: number) => (i === 4 ? 6 : 2)
    const { v } = features('feature v = realised_vol(x, 3)', rows(prices), { spacing })
    const over = (from: number, seconds: number) => Math.sqrt(sum(squares.slice(from, from + 3)) / seconds)
    expectSeries(v!, [null, null, null, over(0, 6), over(1, 10), over(2, 10)], { relative: 1e-14 })
  })

  test('takes every kind of window', () => {
    const found = features(
      `feature time = realised_vol(x, 4s)   feature panes = realised_vol(x, 4s by 1s)
      feature year = annualised(realised_vol(x, 4s))   feature sampled = realised_vol(x on every 2s, 1)
      feature never = realised_vol(x, since(market[BTC/USD].trades))`,
      rows(prices),
    )
    const over4 = (from: number) => Math.sqrt(sum(squares.slice(from, from + 4)) / 4)
    // A window over time is there once the source is as old as the window.
    expectSeries(found.time!, [null, null, null, null, over4(0), over4(1)], { relative: 1e-14 })
    expect(found.panes).toEqual(found.time)
    expect(found.year).toEqual(found.time!.map(value => value * Math.sqrt(365 * 86_400)))
    expectSeries(found.sampled!, [null, null, null, Math.log(102 / 101) / Math.SQRT2, null, null], { relative: 1e-14 })
    expect(found.never!.every(Number.isNaN)).toBe(true)
  })
})

describe('half-life', () => {
  test('counts in the spacing of ticks, whatever a night lasts', () => {
    // x halves at each tick: half of it is gone after one of them, 60 s.
    const spacing = (i: number) => (i === 3 ? 60_000 : 60)
    const { h } = features('feature h = half_life(x, 4)', rows([64, 32, 16, 8, 4, 2]), { spacing })
    expectSeries(h!, [null, null, null, null, 60, 60], { relative: 1e-14 })
  })

  test('is absent where nothing reverts, and where each step overshoots', () => {
    expect(features('feature h = half_life(x, 3)', rows([1, 2, 4, 8, 16])).h!.every(Number.isNaN)).toBe(true)
    expect(features('feature h = half_life(x, 3)', rows([8, -16, 32, -64, 128])).h!.every(Number.isNaN)).toBe(true)
  })

  interface HalfLives {
    readonly series: Readonly<Record<string, readonly number[]>>
    readonly out: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
  test.skipIf(!shared)('agrees with statsmodels', () => {
    const { series, out } = reference<HalfLives>('oracles/half_life.json')
    for (const [name, values] of Object.entries(series)) {
      const n = values.length - 1
      // The process of which it is the half-life, from the regression of changes on levels.
      const text = `feature halflife_exact = half_life(x, ${n})
        let d = x - prev(x, 1)   let r = regression(d, { level: prev(x, 1) }, ${n})   let b = r.slope.level
        feature alpha = r.intercept   feature beta = b   feature se = r.error.level   feature t = r.t.level
        feature halflife_lin = -log(2) / b   feature mu = -r.intercept / b   feature theta_exact = -log(1 + b)
        feature sigma_eq = sqrt((1 - r.r_squared) * var(d, ${n}) * (${n} - 1) / (${n} - 2) / (1 - (1 + b) ^ 2))`
      const found = features(text, rows(values))
      for (const [field, value] of Object.entries(out[name]!)) expectSeries(found[field]!.slice(-1), [value])
    }
  })
})

describe('Page and Hinkley', () => {
  test('finds a step, and begins anew after it', () => {
    const values = [...Array<number>(10).fill(0), ...Array<number>(6).fill(4)]
    const found = (more: string) => {
      const { f } = features(
        `feature f = page_hinkley(x, threshold: 5, delta: 0, alpha: 1, ticks: 5${more})`,
        rows(values),
      )
      return f!.flatMap((value, i) => (value === 1 ? [i] : []))
    }
    // Sums of deviations from the mean so far: 4 - 4/11 after one tick, and 4 - 8/12 more after two.
    expect(found('')).toEqual([11])
    expect(found(', side: 1')).toEqual([11])
    expect(found(', side: -1')).toEqual([])
  })

  interface Drifts {
    readonly streams: Readonly<Record<string, readonly number[]>>
    readonly out: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  }
  test.skipIf(!shared)('agrees with river', () => {
    const { streams, out } = reference<Drifts>('oracles/adwin_ph.json')
    for (const [name, values] of Object.entries(streams)) {
      const text = `feature both = page_hinkley(x)   feature up = page_hinkley(x, threshold: 20, side: 1)
        feature down = page_hinkley(x, 20, side: -1)`
      const found = features(text, rows(values))
      const ticks = (of: string) => found[of]!.flatMap((value, i) => (value === 1 ? [i] : []))
      expect([name, ticks('both')]).toEqual([name, out[name]!.ph_both_50])
      expect([name, ticks('up')]).toEqual([name, out[name]!.ph_up_20])
      expect([name, ticks('down')]).toEqual([name, out[name]!.ph_down_20])
    }
  })
})

describe.skipIf(!shared)('windows and averages against pandas', () => {
  interface Ewm {
    readonly x: readonly number[]
    readonly out: Readonly<Record<string, { readonly mean: readonly number[] }>>
  }
  test('averages of the kernel, over ticks and in time', () => {
    const { x, out } = reference<Ewm>('oracles/ewm.json')
    const text = 'feature ticks = ema(x, 10)   feature time = ema(x, half_life: 15s)'
    const { ticks, time } = features(text, rows(x), { spacing: () => 3, libraries: [] })
    expectSeries(ticks!, out['x|adjust=False|ignore_na=False|span=10']!.mean)
    expectSeries(time!, out['x|adjust=False|ignore_na=False|halflife=5']!.mean)
  })

  interface Rolling {
    readonly x: readonly number[]
    readonly out: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>
  }
  test('scores and summaries', () => {
    const { x, out } = reference<Rolling>('oracles/rolling.json')
    for (const [n, of] of Object.entries(out)) {
      const found = features(`feature score = zscore(x, ${n})   feature s = summary(x, ${n})`, rows(x))
      expectSeries(found.score!, of.z1!)
      expectSeries(found['s.mean']!, of.mean!)
      expectSeries(found['s.std']!, of.std1!)
      expectSeries(found['s.low']!, of.min!)
      expectSeries(found['s.high']!, of.max!)
    }
  })
})
