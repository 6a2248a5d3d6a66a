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
        'a.stat': none,
        'a.p': none,
        'a.lags': none,
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

describe('the exponent of Hurst', () => {
  const wandering = Array.from({ length: 65 }, (_, i) => (i * i * 7) % 31)

  test('of a series, whatever its scale', () => {
    const { h, i } = last('feature h = hurst(x, 65)   feature i = hurst(8 * x, 65)', rows(wandering))
    expectSeries([h!], [0.18202659376809327], { relative: 1e-12 })
    expect(i).toBe(h)
  })

  test('is absent where x stands still or moves evenly', () => {
    expect(last('feature h = hurst(x, 33)', rows(Array<number>(33).fill(5)))).toEqual({ h: none })
    expect(last('feature h = hurst(x, 33)', rows(Array.from({ length: 33 }, (_, i) => i)))).toEqual({ h: none })
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
  const chosen = ({ autolag }: Case) => autolag === null || autolag.toLowerCase() === 'aic'
  const lags = ({ autolag, maxlag }: Case) => (autolag ? '' : `, lags: ${maxlag}`)

  test('adfuller', () => {
    interface Adf {
      readonly series: Readonly<Record<string, readonly number[]>>
      readonly cases: readonly (Case & {
        readonly series: string
        readonly regression: string
        readonly usedlag: number
      })[]
    }
    const { series, cases } = reference<Adf>('oracles/adf.json')
    const ours = cases.filter(c => c.regression === 'c' && chosen(c))
    expect(ours).toHaveLength(12)
    for (const c of ours) {
      const x = series[c.series]!
      const found = last(`feature a = adf(x, ${x.length}${lags(c)})`, rows(x))
      expectSeries([found['a.stat']!, found['a.p']!], [c.stat, c.p], { relative: 1e-11 })
      expect(found['a.lags']).toBe(c.usedlag)
    }
  })

  test('coint', () => {
    interface Coint {
      readonly data: Readonly<Record<string, readonly number[]>>
      readonly cases: readonly (Case & { readonly pair: string; readonly trend: string })[]
    }
    const { data, cases } = reference<Coint>('oracles/engle_granger.json')
    const ours = cases.filter(c => c.trend === 'c' && c.pair !== 'two' && chosen(c))
    expect(ours).toHaveLength(4)
    for (const c of ours) {
      const market = data[c.pair]!.map((y, i): Row => [y, data.x![i]!])
      const found = last(`feature e = engle_granger(x, y, ${market.length}${lags(c)})`, market)
      expectSeries([found['e.stat']!, found['e.p']!], [c.stat, c.p], { relative: 1e-11 })
    }
  })

  test('the rescaled range of its author’s recipe', () => {
    interface Hurst {
      readonly series: Readonly<Record<string, readonly number[]>>
      readonly out: Readonly<Record<string, { readonly rs: number }>>
    }
    const { series, out } = reference<Hurst>('oracles/hurst.json')
    for (const [name, changes] of Object.entries(series)) {
      let level = 0
      const market = rows([0, ...changes.map(change => (level += change))])
      expectSeries([last(`feature h = hurst(x, ${market.length})`, market).h!], [out[name]!.rs], { relative: 1e-11 })
    }
  })
})
