import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { type Bar, overBars } from './bars.ts'
import { expectSeries, features, type Row, reference } from './series.ts'

type Series = readonly (number | null)[]
type Out = Readonly<Record<string, Series>>

const pairs = (x: Series, y: readonly number[] = []) => x.map((is, i): Row => [is ?? Number.NaN, y[i] ?? 0])

describe.skipIf(!shared)('indicators against TA-Lib', () => {
  interface Talib extends Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>> {
    readonly out: Out
  }
  const given = shared ? reference<Talib>('oracles/talib.json') : undefined
  const bars = (given?.close ?? []).map((close, i): Bar => {
    const { open, high, low, volume } = given!
    return { open: open[i]!, high: high[i]!, low: low[i]!, close, volume: volume[i]!, other: 0, at: 60 * (i + 1) }
  })

  /**
   * What begins otherwise has a row from which on both are the same; or, from the first row on, a difference that is no more than
   * a size that fades with each row, as averages forget their beginning.
   */
  const cases: readonly (readonly [is: string, of: string, from?: number, size?: number, fades?: number])[] = [
    ['wma(c, 20)', 'wma20'],
    ['dema(c, 20)', 'dema20'],
    ['kama(c, 20)', 'kama20', 20],
    ['natr(b, 14)', 'natr14'],
    ['adx(b, 14).plus', 'plus_di14', 14, 2, 13 / 14],
    ['adx(b, 14).minus', 'minus_di14', 14, 2, 13 / 14],
    ['adx(b, 14).adx', 'adx14', 27, 12, 13 / 14],
    ['macd(c).line', 'macd', 33, 0.1, 11 / 13],
    ['macd(c).trigger', 'macd_signal', 33, 0.45, 11 / 13],
    ['macd(c).histogram', 'macd_hist', 33, 0.45, 11 / 13],
    ['stoch(b, 14, 3, 3).k', 'stoch_k', 17],
    ['stoch(b, 14, 3, 3).d', 'stoch_d'],
    ['cci(b, 20)', 'cci20'],
    ['momentum(c, 10)', 'mom10'],
    ['roc(c, 10)', 'roc10'],
    ['williams_r(b, 14)', 'willr14'],
    ['obv(b)', 'obv'],
    ['mfi(b, 14)', 'mfi14'],
    ['linear_regression(c, 14).slope', 'linreg_slope14'],
    ['linear_regression(c, 20).deviation', 'stddev20'],
    ['aroon(b, 14).up', 'aroon_up14'],
    ['aroon(b, 14).down', 'aroon_dn14'],
    ['trix(c, 15)', 'trix15'],
    ['vwap(b, since(opened))', 'vwap_typ'],
    ['vwap({ high: c, low: c, close: c, volume: b.volume }, since(opened))', 'vwap_close'],
    ['vwap(b, 20)', 'vwap_roll20'],
  ]
  const sessions = (bar: number) => bar % 75 === 0
  const found = given ? overBars(cases.map(([is], i) => `feature f${i} = ${is}`).join('\n'), bars, sessions) : {}

  test.each(cases.map((of, i) => [i, ...of] as const))('%i: %s is %s', (i, _, of, from = 0, size = 0, fades = 1) => {
    expectSeries(found[`f${i}`]!, given!.out[of]!, { absolute: row => 1e-11 + size * fades ** (row - from), from })
  })

  test('stop and reverse, once it turned, but where a bar goes beyond the extreme and turns: there TA-Lib takes the end of the bar', () => {
    const { stop } = overBars('feature stop = psar(b).stop', bars)
    const apart = stop!.flatMap((is, bar) => (bar > 1 && Math.abs(is - given!.out.sar![bar]!) > 1e-9 * is ? [bar] : []))
    expect(apart).toEqual([242])
    expect([stop![242], given!.out.sar![242]]).toEqual([110.9083, bars[242]!.low])
  })
})

describe.skipIf(!shared)('windows against pandas', () => {
  /** A value stays where no row comes. */
  const kept = (found: readonly number[], of: Series): readonly number[] => {
    let last = Number.NaN
    return found.map((value, i) => (last = of[i] === null ? last : value))
  }

  /** Both series at the rows that are there. */
  const there = (of: Series, found: readonly number[], expected: Series): [readonly number[], Series] => {
    const isThere = (_: unknown, i: number) => of[i] !== null
    return [found.filter(isThere), expected.filter(isThere)]
  }

  interface Rolling {
    readonly x: readonly number[]
    readonly y: readonly number[]
    readonly x_nan: Series
    readonly out: Readonly<Record<string, Out>>
  }
  const cases = (n: number) => ({
    mean: `mean(x, ${n})`,
    sum: `sum(x, ${n})`,
    std0: `std(x, ${n}) * sqrt(${n - 1} / ${n})`,
    std1: `std(x, ${n})`,
    var1: `var(x, ${n})`,
    min: `min(x, ${n})`,
    max: `max(x, ${n})`,
    median: `quantile(x, 0.5, ${n})`,
    q25: `quantile(x, 0.25, ${n})`,
    skew: `skewness(x, ${n})`,
    kurt: `kurtosis(x, ${n})`,
    corr: `corr(x, y, ${n})`,
    cov: `cov(x, y, ${n})`,
    beta: `ols(x, y, ${n}).slope`,
    z1: `zscore(x, ${n})`,
    z0: `zscore(x, ${n}) * sqrt(${n} / ${n - 1})`,
    rank_pct: `(percent_rank(x, ${n - 1}) * ${n - 1} / 100 + 1) / ${n}`,
  })

  test.each([5, 20])('of %i ticks', n => {
    const { x, y, out } = reference<Rolling>('oracles/rolling.json')
    const text = Object.entries(cases(n)).map(([name, is]) => `feature ${name}_ = ${is}`)
    const found = features(text.join('\n'), pairs(x, y))
    for (const name of Object.keys(cases(n))) expectSeries(found[`${name}_`]!, out[n]![name]!, { absolute: 1e-11 })
  })

  test.each([5, 20])('over the time of %i rows of which some are missing', n => {
    const { x_nan, out } = reference<Rolling>('oracles/rolling.json')
    const window = `${n}s`
    const text = `let enough = count(x, ${window}) >= 3
      feature mean_ = if enough then mean(x, ${window}) else none   feature std_ = if enough then std(x, ${window}) else none`
    const found = features(text, pairs(x_nan))
    // A window of time is absent until it was seen whole, that of pandas until the third row.
    expectSeries(...there(x_nan, found.mean_!, out[n]!.nan_mean_minp3!), { from: n })
    expectSeries(...there(x_nan, found.std_!, out[n]!.nan_std_minp3!), { from: n })
  })

  test('far from zero', () => {
    const { x, std1_20 } = reference<{ x: readonly number[]; std1_20: Series }>('oracles/rolling_stability.json')
    expectSeries(features('feature s = std(x, 20)', pairs(x)).s!, std1_20)
  })

  interface Ewm {
    readonly x: readonly number[]
    readonly x_nan: Series
    readonly out: Readonly<Record<string, Readonly<Record<'mean' | 'var_unbiased' | 'var_biased', Series>>>>
  }
  const parts = { 'span=10': '2 / 11', 'alpha=0.06': '0.06', 'halflife=5': '1 - 0.5 ^ (1 / 5)' }
  const settings = Object.entries(parts).flatMap(([name, part]) =>
    ([true, false] as const).map(adjust => ({ name, part, adjust })),
  )

  test.each(settings)('exponentially weighted, $name, adjust $adjust', ({ name, part, adjust }) => {
    const { x, x_nan, out } = reference<Ewm>('oracles/ewm.json')
    // What the correction of the variance is for: the mean square less the square of the mean.
    const text = `fn part(z) = ewm(z, ${part}, adjust: ${adjust})
      let e = part(x)   feature mean_ = e.mean   feature var_ = e.var   feature biased = part((x - 98) ^ 2).mean - part(x - 98).mean ^ 2`
    const key = (ignores: string) => `adjust=${adjust ? 'True' : 'False'}|ignore_na=${ignores}|${name}`
    // Where no row is missing it does not matter what a missing one means.
    for (const [series, of, ignores] of [
      ['x', x, 'True'],
      ['x', x, 'False'],
      ['x_nan', x_nan, 'True'],
    ] as const) {
      // biome-ignore format: a table
      const found = features(text, pairs(of))
      const expected = out[`${series}|${key(ignores)}`]!
      expectSeries(kept(found.mean_!, of), expected.mean)
      expectSeries(kept(found.var_!, of), expected.var_unbiased)
      expectSeries(kept(found.biased!, of), expected.var_biased, { absolute: 1e-11 })
    }
  })

  test('exponentially weighted covariances follow from the variances of sums and differences', () => {
    interface Pairs {
      readonly x: readonly number[]
      readonly cov: { readonly y: readonly number[]; readonly adjustFalse_span20: Series; readonly corr: Series }
    }
    const { x, cov } = reference<Pairs>('oracles/ewm.json')
    const text = `fn part(z) = ewm(z, 2 / 21, adjust: false)
      let both = (part(x + y).var - part(x - y).var) / 4
      feature cov_ = both   feature corr_ = both / (part(x).std * part(y).std)`
    const found = features(text, pairs(x, cov.y))
    expectSeries(found.cov_!, cov.adjustFalse_span20)
    expectSeries(found.corr_!, cov.corr)
  })
})

test.skipIf(!shared)('bands of trading-signals', () => {
  interface Bands extends Readonly<Record<'middle' | 'upper' | 'lower', Series>> {
    readonly prices: readonly number[]
  }
  const { prices, middle, upper, lower } = reference<Bands>('trading_signals/BB_data.json')
  const found = features('feature bands = bollinger(x, 20, 2)', pairs(prices))
  expectSeries(found['bands.middle']!, middle, { relative: 1e-12 })
  expectSeries(found['bands.upper']!, upper, { relative: 1e-12 })
  expectSeries(found['bands.lower']!, lower, { relative: 1e-12 })
  expect(found['bands.middle']!.filter(x => !Number.isNaN(x))).toHaveLength(prices.length - 19)
})
