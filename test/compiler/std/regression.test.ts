import { describe, expect, test } from 'vitest'
import { graphOf } from '../../property/run.ts'
import { shared } from '../../shared.ts'
import { expectSeries, reference } from './series.ts'
import { lastOf, seriesOf, type Table } from './statistic.ts'

const table: Table = { x: [1, 3, 2, 5, 6], y: [1, 2, 3, 4, 5], z: [2, 1, 5, 4, 7] }

describe('least squares of several series', () => {
  test('by hand, of one series', () => {
    // Of y on 1 … 5: slope 12 / 10, 17.2 - 14.4 left, of which a third is the variance.
    const found = lastOf('feature r = regression(x, { time: y }, 5)', table)
    const variance = 2.8 / 3
    const [error, all] = [Math.sqrt(variance / 10), Math.sqrt(variance * (1 / 5 + 9 / 10))]
    expectSeries([found('r.slope.time'), found('r.error.time'), found('r.t.time')], [1.2, error, 1.2 / error])
    expectSeries([found('r.intercept'), found('r.intercept_error')], [-0.2, all])
    expectSeries([found('r.intercept_t'), found('r.r_squared')], [-0.2 / all, 14.4 / 17.2])
  })

  test('rows count as much as their weight', () => {
    const twice = Object.fromEntries(Object.entries(table).map(([name, of]) => [name, [...of, ...of.slice(3)]]))
    const found = lastOf('feature r = regression(x, { y, z }, 5, if y > 3 then 2 else 1)', table)
    const other = lastOf(`feature r = regression(x, { y, z }, 7)`, twice)
    for (const name of ['r.slope.y', 'r.slope.z', 'r.intercept', 'r.r_squared'])
      expectSeries([found(name)], [other(name)])
  })

  test('is absent where a series follows from others, and where y does', () => {
    const found = lastOf(
      'feature a = regression(x, { y, twice: 2 * y }, 5).r_squared   feature b = regression(3 * y - z + 1, { y, z }, 5).r_squared',
      table,
    )
    expect([found('a'), found('b')]).toEqual([Number.NaN, Number.NaN])
  })

  test('has units', () => {
    const graph = graphOf(`strategy s in USD
use std.stats
venue v = ccxt.kraken { prices_only: true, silent: 5s }
universe symbols = [BTC/USD]
let q = v[BTC/USD].quote
let r = regression(q.bid, { size: q.bid_size }, 50, q.ask_size)
feature intercept = r.intercept   feature slope = r.slope.size   feature error = r.error.size   feature t = r.t.size
let k = ks(q.bid, 50, 20)
feature area = k.area   feature p = k.p   feature mean = adwin(q.bid).mean`)
    const units = Object.fromEntries(graph.outputs.map(({ name, columns }) => [name, columns[0]!.unit]))
    expect(units).toEqual({
      ...{ intercept: 'USD/BTC', slope: 'USD/BTC^2', error: 'USD/BTC^2', t: 'plain' },
      ...{ area: 'USD/BTC', p: 'plain', mean: 'USD/BTC' },
    })
  })
})

test('a slope that drifts, by hand', () => {
  // Nothing is taken in at the first tick, of which the error is all of y; then slope and intercept have the variance 0.5.
  const found = seriesOf('feature k = kalman(x, y, noise: 2, drift: 0.5)', { x: [4, 6], y: [1, 2] })
  const variance = 4 * 0.5 + 0.5 + 2
  expectSeries(found['k.slope']!, [0, ((2 * 0.5) / variance) * 6])
  expectSeries(found['k.intercept']!, [0, (0.5 / variance) * 6])
  expectSeries(found['k.error']!, [4, 6])
  expectSeries(found['k.deviation']!, [Math.sqrt(2), Math.sqrt(variance)])
})

describe.skipIf(!shared)('against statsmodels', () => {
  interface Fit {
    readonly params: readonly number[]
    readonly bse: readonly number[]
    readonly t: readonly number[]
  }
  const summaries = ['r2', 'r2adj', 'F', 's2', 'llf', 'aic', 'bic'] as const
  interface Whole extends Readonly<Record<(typeof summaries)[number], number>> {
    readonly resid: readonly number[]
  }
  interface Data {
    readonly X: readonly (readonly number[])[]
    readonly y: readonly number[]
    readonly weights?: readonly number[]
  }
  const names = ['a', 'b', 'c']
  const tableOf = ({ X, y, weights = y }: Data): Table => ({
    ...{ y, weights },
    ...Object.fromEntries(names.map((name, k) => [name, X.map(row => row[k]!)])),
  })
  const call = (n: number, more = '') => `feature r = regression(y, { a, b, c }, ${n}${more})`

  test.each(['ols', 'wls'])('%s', name => {
    const data = reference<Data & { out: Fit }>(`oracles/${name}.json`)
    const found = lastOf(call(data.y.length, data.weights ? ', weights' : ''), tableOf(data))
    const of = (part: string) => [`intercept${part && `_${part}`}`, ...names.map(x => `${part || 'slope'}.${x}`)]
    const values = (part: string) => of(part).map(one => found(`r.${one}`))
    expectSeries(values(''), data.out.params)
    expectSeries(values('error'), data.out.bse)
    expectSeries(values('t'), data.out.t)
  })

  test('what follows from a fit', () => {
    const data = reference<Data & { predict: readonly number[]; predict_X: Data['X']; out: Whole }>('oracles/ols.json')
    const n = data.y.length
    const text = `let r = regression(y, { a, b, c }, ${n})   let left = (1 - r.r_squared) * var(y, ${n}) * (${n} - 1)
      feature line = { intercept: r.intercept, a: r.slope.a, b: r.slope.b, c: r.slope.c }
      feature r2 = r.r_squared   feature r2adj = 1 - (1 - r.r_squared) * (${n} - 1) / (${n} - 4)
      feature f = r.r_squared / 3 / ((1 - r.r_squared) / (${n} - 4))   feature s2 = left / (${n} - 4)
      let llf_ = -${n} / 2 * (log(2 * 3.141592653589793) + log(left / ${n}) + 1)
      feature llf = llf_   feature aic = 8 - 2 * llf_   feature bic = 4 * log(${n}) - 2 * llf_`
    const found = lastOf(text, tableOf(data))
    for (const name of summaries) expectSeries([found(name.toLowerCase())], [data.out[name]])
    const at = (row: readonly number[]) =>
      names.reduce((sum, name, k) => sum + found(`line.${name}`) * row[k]!, found('line.intercept'))
    expectSeries(data.predict_X.map(at), data.predict)
    const left = data.X.map((row, i) => data.y[i]! - at(row))
    expectSeries(left, data.out.resid, { absolute: 1e-12 })
  })

  test('of each 30 rows', () => {
    type Rows = readonly (readonly (number | null)[])[]
    const data = reference<Data & { window: number; params: Rows; bse: Rows; r2: readonly number[] }>(
      'oracles/rolling_ols.json',
    )
    const found = seriesOf(call(data.window), tableOf(data))
    const slopes = ['intercept', ...names.map(x => `slope.${x}`)]
    const errors = ['intercept_error', ...names.map(x => `error.${x}`)]
    for (const [k, name] of slopes.entries())
      expectSeries(
        found[`r.${name}`]!,
        data.params.map(row => row[k]!),
      )
    for (const [k, name] of errors.entries())
      expectSeries(
        found[`r.${name}`]!,
        data.bse.map(row => row[k]!),
      )
    expectSeries(found['r.r_squared']!, data.r2)
  })
})
