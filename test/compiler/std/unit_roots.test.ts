import { describe, expect, test } from 'vitest'
import { bounds, warmupText } from '../../../compiler/bounds/bounds.ts'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { normalBelow } from '../../../compiler/statistics/normal.ts'
import { graphOf } from '../../property/run.ts'
import { shared } from '../../shared.ts'
import { expectSeries, features, type Row, reference } from './series.ts'

const none = Number.NaN
const rows = (values: readonly number[]): readonly Row[] => values.map(value => [value])

/** The value at the last row, the same in both evaluators. */
function last(text: string, market: readonly Row[]): Readonly<Record<string, number>> {
  const [found, compiled] = [interpret, wasm].map(evaluator => features(text, market, { evaluator }))
  expect(compiled).toEqual(found)
  return Object.fromEntries(Object.entries(found!).map(([name, values]) => [name, values.at(-1)!]))
}

describe('a test of one series', () => {
  // Changes 2, -1, 2, -1 on levels 0, 2, 1, 3: slope -6/5, 9 - 36/5 left, 2 degrees of freedom.
  const market = rows([7, 0, 2, 1, 3, 2])

  test('by hand', () => {
    const { 'a.stat': stat, 'a.p': p, 'a.lags': lags } = last('feature a = adf(x, 5, lags: 0)', market)
    expectSeries([stat!, p!], [-2 * Math.SQRT2, 0.05432648529964068], { relative: 1e-12 })
    expect(lags).toBe(0)
  })

  test('is absent until it has its ticks, and where x moves by rule', () => {
    const { 'a.stat': stat, 'a.p': p } = features('feature a = adf(x, 5, 0)', market)
    expect(stat!.map(Number.isFinite)).toEqual([false, false, false, false, true, true])
    expect(p!.map(Number.isFinite)).toEqual([false, false, false, false, true, true])
    for (const by of [() => 3, (i: number) => i, (i: number) => 2 ** i])
      expect(last('feature a = adf(x, 8)', rows(Array.from({ length: 9 }, (_, i) => by(i)))), `${by}`).toEqual({
        ...{ 'a.stat': none, 'a.p': none, 'a.lags': none },
        ...{ 'a.stat_90': none, 'a.stat_95': none, 'a.stat_99': none },
      })
  })
})

describe('a test of two series', () => {
  test('by hand', () => {
    // x is of no use for y, so that what is left of y is y less its mean.
    const market: readonly Row[] = [[1, 11], [2, 9], [0, 10], [1, 9], [2, 11]] // biome-ignore format: pairs
    const { 'e.stat': stat, 'e.p': p, 'e.slope': slope } = last('feature e = engle_granger(x, y, 5, lags: 0)', market)
    const expected = -3.2 / Math.sqrt(2.16) / Math.sqrt((7 - 10.24 / 2.16) / 3)
    expectSeries([stat!, p!], [expected, 0.2751141579832954], { relative: 1e-12 })
    expect(slope).toBeCloseTo(0, 15)
  })

  test('is absent where one does not move, and on the line', () => {
    const still = 'feature a = engle_granger(x, y, 6).p   feature b = engle_granger(y, x, 6).p'
    expect(
      last(
        still,
        [3, 1, 4, 1, 5, 9].map((x): Row => [x, 2]),
      ),
    ).toEqual({ a: none, b: none })
    expect(
      last(
        'feature a = engle_granger(x, y, 6).stat',
        [3, 1, 4, 1, 5, 9].map((x): Row => [x, 2 * x + 1]),
      ),
    ).toEqual({ a: none })
  })
})

describe('the line of a test of several series', () => {
  const market = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8].map((x, i): Row => [x, (i * 5) % 7, i])
  const call = (more: string) =>
    `let e = engle_granger(x, ${more})\nfeature slope = e.slope   feature rest = e.intercept`

  test('is that of a regression, and tells what it has besides now', () => {
    const time = last('feature r = regression(x, { y, z }, 12)', market)
    const line = last(call('y, 12, lags: 0, trend: 1'), market)
    const now = time['r.intercept']! + time['r.slope.z']! * 11
    expectSeries([line.slope!, line.rest!], [time['r.slope.y']!, now], { relative: 1e-13 })
    const both = last(call('{ y, z }, 12, lags: 0'), market)
    expectSeries(
      [both['slope.y']!, both['slope.z']!, both.rest!],
      [time['r.slope.y']!, time['r.slope.z']!, time['r.intercept']!],
      { relative: 1e-12 },
    )
  })

  test('without a constant goes through zero, and has no quantiles', () => {
    const sum = (of: (row: Row) => number) => market.reduce((all, row) => all + of(row), 0)
    const slope = sum(([x, y]) => x * y!) / sum(([, y]) => y! ** 2)
    const found = last(`${call('y, 12, lags: 0, trend: -1')}   feature q = e.stat_95 + 0 * x`, market)
    expectSeries([found.slope!, found.rest!, found.q!], [slope, 0, none], { relative: 1e-13 })
  })

  test('has units', () => {
    const graph = graphOf(`strategy s in USD
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 5s }
universe symbols = [BTC/USD]
let q = v[BTC/USD].quote
let e = engle_granger(q.bid, { size: q.bid_size }, 50)
feature intercept = e.intercept   feature slope = e.slope.size   feature stat = e.stat`)
    expect(graph.outputs.map(({ columns }) => columns[0]!.unit)).toEqual(['USD/BTC', 'USD/BTC^2', 'plain'])
  })
})

describe('the exponent of Hurst', () => {
  const wandering = Array.from({ length: 65 }, (_, i) => (i * i * 7) % 31)

  test('of a series, whatever its scale', () => {
    const text =
      'feature h = hurst(x, 65)   feature i = hurst(8 * x, 65)   feature d = dfa(x, 65)   feature e = dfa(8 * x, 65)'
    const { h, i, d, e } = last(text, rows(wandering))
    expectSeries([h!, d!], [0.18202659376809327, 0.036931440740105084], { relative: 1e-12 })
    expect(i).toBe(h)
    expectSeries([e!], [d!], { relative: 1e-14 })
  })

  test('is absent where x stands still or moves evenly', () => {
    for (const moves of [() => 5, (i: number) => i]) {
      const market = rows(Array.from({ length: 65 }, (_, i) => moves(i)))
      expect(last('feature h = hurst(x, 33)   feature d = dfa(x, 65)', market)).toEqual({ h: none, d: none })
    }
  })
})

test('cost and warm-up are known before the run', () => {
  const graph = graphOf(`strategy s in USD
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 5s }
universe symbols = [BTC/USD]
let x = v[BTC/USD].quote.bid
feature a = adf(x, 100, lags: 1).p   feature b = adf(x, 100).p   feature h = hurst(x, 100)`)
  const known = graph.nodes.flatMap(({ op }, n) => (op.op === 'statistic' ? [bounds(graph).nodes[n]!] : []))
  // Of a level, 12 lags and a change there are 105 pairs; they are summed once to choose the lags and once with those.
  expect(known.map(({ operations }) => operations.worst).sort((a, b) => a - b)).toEqual([600, 4_800, 21_000])
  expect(known.map(({ warmup }) => warmupText(warmup))).toEqual(Array(3).fill('100 × v[BTC/USD].quote'))
})

test('the normal distribution, in the middle and far out', () => {
  // By the erfc of the C library.
  const expected = [
    [-8, 6.220960574271819e-16],
    [-3, 0.0013498980316300957],
    [-1.7, 0.044565462758543076],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [2.5, 0.9937903346742238],
  ] as const
  for (const [z, share] of expected) expectSeries([normalBelow(z)], [share], { relative: 1e-13 })
})

describe.skipIf(!shared)('against statsmodels', () => {
  interface Case {
    readonly stat: number
    readonly p: number
    readonly maxlag: number | null
    readonly autolag: string | null
  }
  const [trends, criteria] = [
    ['n', 'c', 'ct', 'ctt'],
    ['aic', 'bic', 't-stat'],
  ]
  const choice = ({ autolag, maxlag }: Case, trend: string) =>
    `lags: ${autolag ? -1 - criteria.indexOf(autolag.toLowerCase()) : maxlag}, trend: ${trends.indexOf(trend) - 1}`

  test('adfuller', () => {
    interface Adf {
      readonly series: Readonly<Record<string, readonly number[]>>
      readonly cases: readonly (Case & {
        readonly series: string
        readonly regression: string
        readonly usedlag: number
        readonly nobs: number
        readonly crit: Readonly<Record<'1%' | '5%' | '10%', number>>
      })[]
    }
    const { series, cases } = reference<Adf>('oracles/adf.json')
    expect(cases).toHaveLength(80)
    for (const [name, x] of Object.entries(series)) {
      const ours = cases.filter(c => c.series === name)
      const text = ours.map((c, i) => `feature a${i} = adf(x, ${x.length}, ${choice(c, c.regression)})`)
      const found = last(text.join('\n'), rows(x))
      for (const [i, { stat, p, crit, usedlag, nobs }] of ours.entries()) {
        const of = (part: string) => found[`a${i}.${part}`]!
        expectSeries([of('stat')], [stat], { relative: 1e-11 })
        // What is rounded in the statistic counts more in its tail.
        expectSeries([of('p')], [p], { relative: 2e-11 })
        expectSeries([of('stat_90'), of('stat_95'), of('stat_99')], [crit['10%'], crit['5%'], crit['1%']], {
          relative: 1e-15,
        })
        expect([of('lags'), x.length - 1 - of('lags')]).toEqual([usedlag, nobs])
      }
    }
  })

  test('coint', () => {
    interface Coint {
      readonly data: Readonly<Record<string, readonly number[]>>
      readonly cases: readonly (Case & {
        readonly pair: string
        readonly trend: string
        readonly crit_1_5_10: readonly (number | null)[]
      })[]
    }
    const { data, cases } = reference<Coint>('oracles/engle_granger.json')
    expect(cases).toHaveLength(27)
    for (const [pair, series] of Object.entries(data)) {
      const ours = cases.filter(c => c.pair === pair)
      const market = series.map((y, i): Row => [y, data.x![i]!, data.x3![i]!])
      const by = pair === 'two' ? '{ y, z }' : 'y'
      // Quantiles are constants, which no tick tells: told with x.
      const text = ours.map((c, i) => {
        const quantiles = [99, 95, 90].map(q => `feature q${i}_${q} = e${i}.stat_${q} + 0 * x`).join('\n')
        const call = `engle_granger(x, ${by}, ${market.length}, ${choice(c, c.trend)})`
        return `let e${i} = ${call}\n${quantiles}\nfeature s${i} = e${i}.stat   feature p${i} = e${i}.p`
      })
      const found = ours.length > 0 ? last(text.join('\n'), market) : {}
      for (const [i, { stat, p, crit_1_5_10 }] of ours.entries()) {
        expectSeries([found[`s${i}`]!, found[`p${i}`]!], [stat, p], { relative: 1e-11 })
        expectSeries([found[`q${i}_99`]!, found[`q${i}_95`]!, found[`q${i}_90`]!], crit_1_5_10, { relative: 1e-15 })
      }
    }
  })

  test('the rescaled range and detrended fluctuations of their author’s recipe', () => {
    interface Hurst {
      readonly series: Readonly<Record<string, readonly number[]>>
      readonly out: Readonly<Record<string, { readonly rs: number; readonly dfa: number }>>
    }
    const { series, out } = reference<Hurst>('oracles/hurst.json')
    for (const [name, changes] of Object.entries(series)) {
      let level = 0
      const market = rows([0, ...changes.map(change => (level += change))])
      const { h, d } = last(`feature h = hurst(x, ${market.length})   feature d = dfa(x, ${market.length})`, market)
      expectSeries([h!, d!], [out[name]!.rs, out[name]!.dfa], { relative: 1e-11 })
    }
  })
})
