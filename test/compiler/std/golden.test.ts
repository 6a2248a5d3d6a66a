import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { daily, overBars, resultOf } from './bars.ts'
import { expectSeries, reference } from './series.ts'

/** An expression of HVT, and the file and the field of the results that it must be. */
type Case = readonly [is: string, file: string, field: string]

const cases: readonly Case[] = [
  ['true_range(b)', 'atr', 'tr'],
  ['sma(c, 20)', 'sma-analysis', 'sma'],
  ['bollinger(c, 20, 2).width', 'bb', 'width'],
  ['2 * (2 * bollinger(c, 20, 2).position - 1)', 'bb', 'zScore'],
  ['beta(m, c, 50)', 'beta', 'beta'],
  ['alma(c, 9, 0.85, 6)', 'alma', 'alma'],
  ['cci(b, 20)', 'cci', 'cci'],
  ['aroon(b, 25).up', 'aroon', 'aroonUp'],
  ['aroon(b, 25).down', 'aroon', 'aroonDown'],
  ['aroon(b, 25).oscillator', 'aroon', 'oscillator'],
  ['rsi(c, 3)', 'crsi', 'rsi'],
  ['connors_rsi(c)', 'crsi', 'connorsRsi'],
  ['mean_deviation(c, 20)', 'sma-analysis', 'mad'],
  ['wma(c, 14)', 'wma', 'wma'],
  ['weighted(c, 14, k -> 14 - k)', 'wma', 'wma'],
  ['linear_regression(c, 10).value', 'epma', 'epma'],
  ['linear_regression(c, 14).slope', 'slope', 'slope'],
  ['linear_regression(c, 14).deviation', 'slope', 'stdDev'],
  ['linear_regression(c, 14).r_squared', 'slope', 'rSquared'],
  ['efficiency(c, 10)', 'kama', 'er'],
  ['kama(c, 10, 2, 30)', 'kama', 'kama'],
  ['roc(c, 14)', 'roc', 'roc'],
  ['momentum(c, 14)', 'roc', 'momentum'],
  ['prs(m, c, 20)', 'prs', 'prsPercent'],
  ['stoch(b, 14, 3, 3).k', 'stoch', 'k'],
  ['stoch(b, 14, 3, 3).d', 'stoch', 'd'],
  ['stoch(b, 14, 3, 3).j', 'stoch', 'j'],
  ['stoch_rsi(c, 14, 14, 1, 3).k', 'stoch-rsi', 'stochRsi'],
  ['stoch_rsi(c, 14, 14, 1, 3).d', 'stoch-rsi', 'signal'],
  ['tsi(c, 25, 13, 7).line', 'tsi', 'tsi'],
  ['tsi(c, 25, 13, 7).trigger', 'tsi', 'signal'],
  ['ultimate_oscillator(b)', 'uo', 'ultimate'],
  ['awesome_oscillator(b)', 'awesome', 'oscillator'],
  ['stc(c, 10, 23, 50)', 'stc', 'stc'],
  ['close_location(b)', 'adl', 'moneyFlowMultiplier'],
  ['adl(b)', 'adl', 'adl'],
  ['chaikin_oscillator(b)', 'chaikin-osc', 'oscillator'],
  ['cmf(b, 20)', 'cmf', 'cmf'],
  ['mfi(b, 14)', 'mfi', 'mfi'],
  ['force_index(b, 2)', 'force', 'forceIndex'],
  ['vwma(b, 14)', 'vwma', 'vwma'],
  ['vwap(b, since(opened))', 'vwap', 'vwap'],
  ['keltner(b, 20, 2, 10).upper', 'keltner', 'upperBand'],
  ['keltner(b, 20, 2, 10).middle', 'keltner', 'centerline'],
  ['keltner(b, 20, 2, 10).lower', 'keltner', 'lowerBand'],
  ['envelope(c, 20, 2.5%).upper', 'ma-env', 'upperEnvelope'],
  ['envelope(c, 20, 2.5%).lower', 'ma-env', 'lowerEnvelope'],
  ['chop(b, 14)', 'chop', 'chop'],
  ['natr(b, 14)', 'atr', 'atrp'],
  ['adx(b, 14).plus', 'adx', 'pdi'],
  ['adx(b, 14).minus', 'adx', 'mdi'],
  ['adx(b, 14).dx', 'adx', 'dx'],
  ['adx(b, 14).adx', 'adx', 'adx'],
  ['adx(b, 14).adxr', 'adx', 'adxr'],
  ['gator(hl2(b)).upper', 'gator', 'upper'],
  ['gator(hl2(b)).lower', 'gator', 'lower'],
  ['psar(b, 0.02, 0.2).stop', 'psar', 'sar'],
  ['volatility_stop(b, 7, 3).stop', 'vol-stop', 'sar'],
  ...(['s3', 's2', 's1', 'r1', 'r2', 'r3'] as const).map(
    (level): Case => [`rolling_pivots(b, 20).${level}`, 'rolling-pivots', level],
  ),
  ['rolling_pivots(b, 20).pivot', 'rolling-pivots', 'pp'],
  ['heikin_ashi(b).open', 'heikinashi', 'open'],
  ['heikin_ashi(b).high', 'heikinashi', 'high'],
  ['heikin_ashi(b).low', 'heikinashi', 'low'],
  ['heikin_ashi(b).close', 'heikinashi', 'close'],
]

/**
 * Where averages begin otherwise, both become the same in time: here each begins with the mean of its own first n ticks, there
 * all those that follow one another at one tick (`tema`, `trix`) or with their first one (`t3`, `smi`), `fisher` with windows
 * that are not full, and `mcginley` one tick later.
 */
const fading: readonly (readonly [...Case, from: number])[] = [
  ['tema(c, 20)', 'tema', 'tema', 400],
  ['t3(c, 5, 0.7)', 't3', 't3', 100],
  ['mcginley(c, 14)', 'dynamic', 'dynamic', 1],
  ['hilbert(hl2(b)).smooth', 'htl', 'smoothPrice', 6],
  ['hilbert(hl2(b)).period', 'htl', 'dcPeriods', 170],
  ['hilbert(hl2(b)).trendline', 'htl', 'trendline', 170],
  ['streak(c)', 'crsi', 'streak', 1],
  ['rsi(streak(c), 2)', 'crsi', 'rsiStreak', 60],
  ['percent_rank(c / prev(c, 1) - 1, 100)', 'crsi', 'percentRank', 101],
  ['smi(b, 13, 25, 2, 3).line', 'smi', 'smi', 420],
  ['smi(b, 13, 25, 2, 3).trigger', 'smi', 'signal', 420],
  ['trix(c, 14)', 'trix', 'trix', 300],
  ['fisher(hl2(b), 10).line', 'fisher', 'fisher', 100],
  ['fisher(hl2(b), 10).trigger', 'fisher', 'trigger', 100],
]

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
    const { d } = overBars('feature d = dpo(c, 14)', bars)
    expectSeries(d!.slice(8), resultOf('dpo', 'dpo').slice(0, -8), digits)
    expect(d!.slice(0, 13).every(Number.isNaN)).toBe(true)
  })

  test('moments, whose files have the rounding of sums of squares', () => {
    const text = 'feature r = corr(c, m, 20)   feature k = cov(c, m, 20) * 19 / 20   feature v = var(c, 20) * 19 / 20'
    const { r, k, v } = overBars(text, bars)
    expectSeries(r!, resultOf('corr', 'correlation'), { relative: 1e-9, absolute: 1e-9 })
    expectSeries(k!, resultOf('corr', 'covariance'), { absolute: 1e-9 })
    expectSeries(v!, resultOf('corr', 'varianceB'), { absolute: 1e-9 })
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

  test('stops say where the trend turns', () => {
    const { p, v } = overBars('feature p = psar(b).side   feature v = volatility_stop(b).side', bars)
    const turns = (side: readonly number[]) =>
      side.flatMap((is, bar) => (bar > 0 && is === -side[bar - 1]! ? [bar] : []))
    const of = (name: string, field: string) =>
      reference<readonly Readonly<Record<string, unknown>>[]>(`skender/results/${name}.standard.json`).flatMap(
        (row, bar) => (row[field] === true ? [bar] : []),
      )
    // The first is at the first bar that is told.
    expect(turns(p!)).toEqual(of('psar', 'isReversal').slice(1))
    expect(turns(v!)).toEqual(of('vol-stop', 'isStop'))
  })
})
