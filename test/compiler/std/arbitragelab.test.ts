import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { lastOf, seriesOf, type Table } from './statistic.ts'

/** Columns of daily closes, up to a row. */
function closes(file: string, names: readonly string[], before?: string): Table {
  const bytes = readFileSync(`${shared}/data/arbitragelab/${file}`)
  const [head, ...lines] = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split(/\r?\n/)
  const end = before === undefined ? -1 : lines.findIndex(line => line.startsWith(before))
  const rows = (end < 0 ? lines : lines.slice(0, end)).map(line => line.split(','))
  const columns = head!.split(',')
  return Object.fromEntries(
    names.map(name => [name.toLowerCase(), rows.map(row => Number(row[columns.indexOf(name)]))]),
  )
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

/** Values that the tests of another library assert on real prices, to the digits that they have. */
describe.skipIf(!shared)('against the tests of arbitragelab', () => {
  const funds = ['EEM', 'EWG', 'TIP', 'EWJ', 'EFA']
  const series = funds.map(name => name.toLowerCase())

  test('ANZ and ADB in 2001: hedge ratios by the line and by the common path', () => {
    const table = closes('ANZ-ADB.csv', ['ANZ', 'ADB'], '1/2/2002')
    const n = table.anz!.length
    const found = lastOf(
      `feature fit = regression(anz, { adb }, ${n})   feature j = johansen({ anz, adb }, ${n})`,
      table,
    )
    expect(found('fit.slope.adb')).toBeCloseTo(1.8378837809650117, 7)
    expect(found('fit.intercept') - 0.37).toBeCloseTo(3.97987712, 7)
    expect(found('fit.intercept')).toBeCloseTo(4.34987712, 7)
    expect(found('fit.intercept') + 0.37).toBeCloseTo(4.71987712, 7)
    const parts = 3.1276935677285995 / 0.37
    expect([Math.ceil(parts), Math.ceil(found('fit.slope.adb') * parts)]).toEqual([9, 16])
    expect(found('j.first.weights.adb') / found('j.first.weights.anz')).toBeCloseTo(-1.8647763422880634, 7)
  })

  test('two funds: the line through zero', () => {
    const table = closes('stock_prices.csv.gz', ['EEM', 'EWG'])
    const call = `engle_granger(eem, ewg, ${table.eem!.length}, lags: 1, trend: -1)`
    expect(Math.abs(-lastOf(`feature slope = ${call}.slope`, table)('slope') - -1.57)).toBeLessThan(0.01)
  })

  test('two shares: the mean of a gap', () => {
    const gap = 'a - 0.832406370860649 * avb'
    const table = closes('sp100_prices.csv.gz', ['A', 'AVB'])
    expect(Math.abs(lastOf(`feature gap = mean(${gap}, ${table.a!.length})`, table)('gap') - -81.853)).toBeLessThan(
      1e-4,
    )
  })

  test('five funds: the line of one on the others, and whether what it leaves wanders', () => {
    const table = closes('stock_prices.csv.gz', funds)
    const n = table.eem!.length
    const line = lastOf(`feature fit = regression(eem, { ${series.slice(1).join(', ')} }, ${n})`, table)
    const shares = [1, ...series.slice(1).map(name => -line(`fit.slope.${name}`))]
    expect(Math.abs(mean(shares) - 0.35)).toBeLessThan(0.01)
    expect(Math.abs(shares[4]! - -2.169)).toBeLessThan(0.01)
    const left = { left: weighed(table, shares) }
    const test = lastOf(`let unit = adf(left, ${n})   feature stat = unit.stat   feature below = unit.stat_90`, left)
    expect(Math.abs(test('stat') - -3.5)).toBeLessThan(0.01)
    expect(Math.abs(test('below') - -2.57)).toBeLessThan(0.01)
  })

  test('five funds: the test of Johansen, and the half-life of its first relation', () => {
    const table = closes('stock_prices.csv.gz', funds)
    const n = table.eem!.length
    const relations = ['first', 'second', 'third', 'fourth', 'fifth']
    // Quantiles are constants, which no tick tells: told with a series.
    const j = lastOf(
      `let paths = johansen({ ${series.join(', ')} }, ${n})   feature j = paths
      ${relations.map(k => `feature trace_${k} = paths.${k}.trace_95 + 0 * eem   feature eigen_${k} = paths.${k}.eigen_90 + 0 * eem`).join('\n')}`,
      table,
    )
    expect(Math.abs(mean(relations.map(k => j(`trace_${k}`))) - 33.36)).toBeLessThan(0.01)
    expect(Math.abs(mean(relations.map(k => j(`eigen_${k}`))) - 18.05)).toBeLessThan(0.01)
    expect(Math.abs(j('j.first.trace') - 64.01)).toBeLessThan(0.01)
    expect(Math.abs(j('j.second.trace') - 41.44)).toBeLessThan(0.01)
    const weights = series.map(name => j(`j.first.weights.${name}`))
    expect(Math.abs(weights[4]! - -0.86)).toBeLessThan(0.01)
    expect(Math.abs(weights[3]! - 0.05)).toBeLessThan(0.01)
    const life = lastOf(`feature life = half_life(gap, ${n - 1}) / 1s`, { gap: weighed(table, weights) })('life')
    // Theirs is ln 2 by what goes in one step, ours counts that it goes from less and less.
    expect(Math.abs(Math.LN2 / (1 - 0.5 ** (1 / life)) - 31.23)).toBeLessThan(0.01)
  })

  test('IEF on TIP: a slope that drifts', () => {
    const table = closes('stock_prices.csv.gz', ['TIP', 'IEF'])
    const {
      'k.slope': slope,
      'k.error': error,
      'k.deviation': deviation,
    } = seriesOf('feature k = kalman(ief, tip)', table)
    expect(mean(error!)).toBeCloseTo(0.089165, 5)
    expect(mean(deviation!)).toBeCloseTo(1.109202, 5)
    const fixed = lastOf(`feature fit = regression(ief, { tip }, ${slope!.length})`, table)('fit.slope.tip')
    expect(Math.abs(mean(slope!) - fixed)).toBeLessThan(0.02)
  })

  test('of four pairs of shares two leave what reverts, taken as a series of its own', () => {
    const pairs = [['BA', 'CF'], ['ABMD', 'AZO'], ['AES', 'BBY'], ['BKR', 'CE']] as const // biome-ignore format: pairs
    const chosen = pairs.filter(([a, b]) => {
      const table = closes('sp100_prices.csv.gz', [a, b])
      const [y, x] = Object.values(table) as [readonly number[], readonly number[]]
      // Their line goes through zero.
      const slope =
        x.reduce((sum, value, i) => sum + value * y[i]!, 0) / x.reduce((sum, value) => sum + value * value, 0)
      return lastOf(`feature p = adf(left, ${y.length}).p`, { left: weighed(table, [1, -slope]) })('p') < 0.1
    })
    expect(chosen).toEqual([pairs[0], pairs[3]])
  })
})

/** The sum of the columns, each by its weight. */
function weighed(table: Table, weights: readonly number[]): readonly number[] {
  const columns = Object.values(table)
  return columns[0]!.map((_, i) => columns.reduce((sum, column, k) => sum + weights[k]! * column[i]!, 0))
}
