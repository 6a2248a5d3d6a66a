import { expect, test } from 'vitest'
import { graphOf } from '../../property/run.ts'
import { type Bar, overBars, prelude } from './bars.ts'

const price = 'USD/SPY'

/** What a function promises: the unit of its value, and with which bar it is there. */
const promises: readonly (readonly [is: string, unit: string, bars: number])[] = [
  ['sma(c, 5)', price, 5],
  ['ema(c, 5)', price, 5],
  ['wilder(c, 5)', price, 5],
  ['hl2(b)', price, 1],
  ['hlc3(b)', price, 1],
  ['true_range(b)', price, 2],
  ['atr(b, 5)', price, 6],
  ['rsi(c, 5)', 'plain', 6],
  ['donchian(c, 5).position', 'plain', 5],
  ['donchian(c, 5).high', price, 5],
  ['macd(c, 3, 6, 4).line', price, 6],
  ['macd(c, 3, 6, 4).trigger', price, 9],
  ['bollinger(c, 5).upper', price, 5],
  ['bollinger(c, 5).width', 'plain', 5],
  ['wma(c, 5)', price, 5],
  ['linear_regression(c, 5).slope', price, 5],
  ['linear_regression(c, 5).value', price, 5],
  ['linear_regression(c, 5).deviation', price, 5],
  ['linear_regression(c, 5).r_squared', 'plain', 5],
  ['dema(c, 5)', price, 9],
  ['tema(c, 5)', price, 13],
  ['t3(c, 5)', price, 25],
  ['weighted(c, 5, k -> 5 - k)', price, 5],
  ['alma(c, 5)', price, 5],
  ['efficiency(c, 5)', 'plain', 6],
  ['kama(c, 5)', price, 5],
  ['mcginley(c, 5)', price, 1],
  ['beta(c, m, 5)', 'plain', 6],
  ['momentum(c, 5)', price, 6],
  ['roc(c, 5)', 'plain', 6],
  ['prs(c, m, 5)', 'plain', 6],
  ['raw_stoch(b, 5)', 'plain', 5],
  ['stoch(b, 5, 3, 2).k', 'plain', 7],
  ['stoch(b, 5, 3, 2).d', 'plain', 8],
  ['stoch(b, 5, 3, 2).j', 'plain', 8],
  ['stoch_rsi(c, 5, 4, 3, 2).k', 'plain', 11],
  ['stoch_rsi(c, 5, 4, 3, 2).d', 'plain', 12],
  ['williams_r(b, 5)', 'plain', 5],
  ['tsi(c, 5, 4, 3).line', 'plain', 9],
  ['tsi(c, 5, 4, 3).trigger', 'plain', 11],
  ['smi(b, 5, 4, 3, 2).line', 'plain', 10],
  ['smi(b, 5, 4, 3, 2).trigger', 'plain', 11],
  ['cci(b, 5)', 'plain', 5],
  ['connors_rsi(c, 3, 2, 5)', 'plain', 7],
  ['connors_rsi(c, 9, 2, 5)', 'plain', 10],
  ['connors_rsi(c, 3, 9, 5)', 'plain', 11],
  ['streak(c)', 'plain', 2],
  ['ultimate_oscillator(b, 2, 3, 5)', 'plain', 6],
  ['awesome_oscillator(b, 3, 6)', price, 6],
  ['trix(c, 5)', 'plain', 14],
  ['stc(c, 4, 3, 6)', 'plain', 11],
  ['dpo(c, 6)', price, 6],
  ['fisher(c, 5).line', 'plain', 5],
  ['fisher(c, 5).trigger', 'plain', 6],
  ['adx(b, 5).plus', 'plain', 6],
  ['adx(b, 5).minus', 'plain', 6],
  ['adx(b, 5).dx', 'plain', 6],
  ['adx(b, 5).adx', 'plain', 10],
  ['adx(b, 5).adxr', 'plain', 15],
  ['ticks_since_highest(c, 5)', 'plain', 6],
  ['aroon(b, 5).up', 'plain', 6],
  ['alligator(c).jaw', price, 21],
  ['alligator(c).teeth', price, 13],
  ['alligator(c).lips', price, 8],
  ['gator(c).upper', price, 21],
  ['gator(c).lower', price, 13],
  ['natr(b, 5)', 'plain', 6],
  ['keltner(b, 5, 2, 7).upper', price, 8],
  ['keltner(b, 9, 2, 7).lower', price, 9],
  ['envelope(c, 5).upper', price, 5],
  ['chop(b, 5)', 'plain', 6],
  ['close_location(b)', 'plain', 1],
  ['adl(b)', 'SPY', 1],
  ['chaikin_oscillator(b, 3, 6)', 'SPY', 6],
  ['cmf(b, 5)', 'plain', 5],
  ['mfi(b, 5)', 'plain', 6],
  ['obv(b)', 'SPY', 1],
  ['force_index(b, 5)', 'USD', 6],
  ['vwma(b, 5)', price, 5],
  ['vwap(b, 5)', price, 5],
  ['heikin_ashi(b).open', price, 1],
  ['heikin_ashi(b).high', price, 1],
  ['rolling_pivots(b, 5).s3', price, 6],
  ['hilbert(c).smooth', price, 4],
  ['hilbert(c).period', 'plain', 10],
  ['atan(c / m * 1[SPY/SPX])', 'plain', 1],
  ['summary(c, 5).std', price, 5],
  ['zscore(c, 5)', 'plain', 5],
  ['mean_deviation(c, 5)', price, 5],
  ['percent_rank(c, 5)', 'plain', 6],
  ['skewness(c, 5)', 'plain', 5],
  ['kurtosis(c, 5)', 'plain', 5],
  ['moment(c, 5, 3)', 'USD^3/SPY^3', 5],
  ['ewm(c, 0.1).mean', price, 1],
  ['johansen({ c, m }, 13).first.trace', 'plain', 13],
  ['johansen({ c, m }, 13).second.weights.m', 'SPX/USD', 13],
  ['regression(c, { m, v: b.volume }, 12).intercept', price, 12],
  ['regression(c, { m, v: b.volume }, 12).slope.v', 'USD/SPY^2', 12],
  ['regression(c, { m, v: b.volume }, 12, b.volume).error.m', 'SPX/SPY', 12],
  ['regression(c, { m, v: b.volume }, 12).t.v', 'plain', 12],
  ['kalman(c / first(c, 9), m / first(m, 9)).slope', 'plain', 9],
  ['psi(c, 8, 4, bins: 3)', 'plain', 12],
  ['ks(c, 8, 4).p', 'plain', 12],
  ['ks(c, 8, 4).area', price, 12],
  ['adwin(c).mean', price, 1],
  ['adwin(c).width', 'plain', 1],
  ['ewm(c, 0.1).var', 'USD^2/SPY^2', 2],
  ['ewm(c, 0.1).std', price, 2],
]

/** A market that turns up and down, whose bars all move. */
const bars = Array.from({ length: 40 }, (_, i): Bar => {
  const [open, close] = [100 + ((i * 37) % 17) - i / 8, 100 + (((i + 1) * 37) % 17) - (i + 1) / 8]
  const [high, low] = [Math.max(open, close) + ((i * 5) % 3) + 1, Math.min(open, close) - ((i * 7) % 4) - 1]
  return { open, high, low, close, volume: 10 + ((i * 3) % 7), other: 50 + ((i * 11) % 13), at: 60 * (i + 1) }
})
const text = promises.map(([is], i) => `feature f${i} = ${is}`).join('\n')
const { outputs } = graphOf(prelude + text)
const found = overBars(text, bars)

test.each(promises.map((of, i) => [i, ...of] as const))('%i: %s is in %s, with bar %i', (i, _, unit, first) => {
  const is = found[`f${i}`]!
  expect(is.map(value => !Number.isNaN(value))).toEqual(bars.map((_, k) => k + 1 >= first))
  expect(outputs.find(({ name }) => name === `f${i}`)!.columns[0]!.unit).toBe(unit)
})

test('the columns of a table have the same units', () => {
  const columns = promises.map(([is], i) => `f${i}: ${is}`).join(', ')
  const record = graphOf(`${prelude}record opened as rows { ${columns} }`).outputs.find(
    ({ kind }) => kind === 'record',
  )!
  const units = promises.map(([, unit], i) => [`f${i}`, unit])
  expect(record.columns.slice(1).map(({ name, unit }) => [name, unit])).toEqual(units)
})
