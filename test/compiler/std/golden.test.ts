import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { daily, overBars, resultOf } from './bars.ts'
import { expectSeries, reference } from './series.ts'
import { cases, fading } from './skender_cases.ts'

describe.skipIf(!shared)('indicators against Stock.Indicators, over its 502 daily bars', () => {
  const bars = daily()
  // The rounding of differences of prices.
  const digits = { relative: 1e-12, absolute: 1e-12 }
  const all = [...cases.map(of => [...of, 0] as const), ...fading]
  const found = shared ? overBars(all.map(([is], i) => `feature f${i} = ${is}`).join('\n'), bars) : {}

  test.each(all.map((of, i) => [i, ...of] as const))('%i: %s is %s %s', (i, _, file, field, from) => {
    expectSeries(found[`f${i}`]!, resultOf(file, field), { ...digits, from })
  })

  test('detrended prices are told when they are known, eight bars after the one that they are of', () => {
    const { d, s } = overBars('feature d = dpo(c, 14)   feature s = sma(c, 14)', bars)
    expectSeries(d!.slice(8), resultOf('dpo', 'dpo').slice(0, -8), digits)
    expectSeries(s!.slice(8), resultOf('dpo', 'sma').slice(0, -8), digits)
    expect(d!.slice(0, 13).every(Number.isNaN)).toBe(true)
  })

  test('moments, whose files have the rounding of sums of squares', () => {
    const text = `feature r = corr(c, m, 20)   feature k = cov(c, m, 20) * 19 / 20   feature v = var(c, 20) * 19 / 20
      feature a = var(m, 20) * 19 / 20   feature s = corr(c, m, 20) ^ 2`
    const { r, k, v, a, s } = overBars(text, bars)
    expectSeries(r!, resultOf('corr', 'correlation'), { relative: 1e-9, absolute: 1e-9 })
    expectSeries(k!, resultOf('corr', 'covariance'), { absolute: 1e-9 })
    expectSeries(v!, resultOf('corr', 'varianceB'), { absolute: 1e-9 })
    expectSeries(a!, resultOf('corr', 'varianceA'), { absolute: 1e-9 })
    expectSeries(s!, resultOf('corr', 'rSquared'), { relative: 1e-9, absolute: 1e-9 })
  })

  test('pivot points of the last month, once there was a whole one', () => {
    const levels = { pp: 'pivot', s1: 's1', s2: 's2', s3: 's3', r1: 'r1', r2: 'r2', r3: 'r3' }
    const text = Object.values(levels).map(is => `feature ${is}_ = p.${is}`)
    const found = overBars(`let p = pivot_points(period(b, monthly(1, 00:00)))\n${text.join('\n')}`, bars)
    const march = bars.findIndex(({ at }) => at > Date.parse('2017-03-02') / 1000 - 1)
    for (const [name, is] of Object.entries(levels)) {
      expect(found[`${is}_`]!.slice(0, march).every(Number.isNaN)).toBe(true)
      expectSeries(found[`${is}_`]!, resultOf('pivot-points', name), { ...digits, from: march })
    }
  })

  test('shapes of bars', () => {
    const text = 'feature dojis = if doji(b, 0.1%) then 1 else 0   feature full = if marubozu(b, 95%) then 1 else 0'
    const { dojis, full } = overBars(text, bars)
    const matches = (name: string) => resultOf(name, 'match').map(match => Number(match !== 0))
    expect(dojis).toEqual(matches('doji'))
    expect(full).toEqual(matches('marubozu'))
  })

  test('the mouth of the gator opens', () => {
    const { upper, lower } = overBars(
      `let g = gator(hl2(b))   let upper_ = abs(g.upper)   let lower_ = abs(g.lower)
      feature upper = if upper_ > prev(upper_, 1) then 1 else 0   feature lower = if lower_ > prev(lower_, 1) then 1 else 0`,
      bars,
    )
    expect(upper!.flatMap((is, bar) => (is === 1 ? [bar] : []))).toEqual(where('gator', 'upperIsExpanding'))
    expect(lower!.flatMap((is, bar) => (is === 1 ? [bar] : []))).toEqual(where('gator', 'lowerIsExpanding'))
  })

  test('stops say where the trend turns', () => {
    const { p, v } = overBars('feature p = psar(b).side   feature v = volatility_stop(b).side', bars)
    const turns = (side: readonly number[]) =>
      side.flatMap((is, bar) => (bar > 0 && is === -side[bar - 1]! ? [bar] : []))
    // The first is at the first bar that is told.
    expect(turns(p!)).toEqual(where('psar', 'isReversal').slice(1))
    expect(turns(v!)).toEqual(where('vol-stop', 'isStop'))
  })
})

/** The bars of which a result says that something is so. */
function where(name: string, field: string): readonly number[] {
  const rows = reference<readonly Readonly<Record<string, unknown>>[]>(`skender/results/${name}.standard.json`)
  return rows.flatMap((row, bar) => (row[field] === true ? [bar] : []))
}
