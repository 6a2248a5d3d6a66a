import { describe, expect, test } from 'vitest'
import * as figures from '../../cli/terminal/figures.ts'
import { table } from '../../cli/terminal/table.ts'
import { scaleOf, writer } from '../../cli/terminal/values.ts'

const { NaN: absent } = Number

function written(unit: string, values: readonly number[], show: 'number' | 'bool' | 'time' = 'number', dated = false) {
  return values.map(writer({ unit, show, values }, dated))
}

describe('values that stand together', () => {
  test.each<[what: string, unit: string, values: number[], texts: string[]]>([
    ['prices as they are', 'USD/BTC', [61806.6, 61835, absent, 61831.99], ['61806.60', '61835.00', '–', '61831.99']],
    ['to seven digits', 'USD/BTC', [61806.123456789, 3], ['61806.12', '3.00']],
    ['small prices', 'USD/PEPE', [0.00001234, 0.0000125], ['0.00001234', '0.00001250']],
    ['prices of all sizes', 'USD', [61806.6, 0.00001234], ['61806.6', '0.00001234']],
    ['large amounts', 'USD', [1.5e18, 2], ['1500000000000000000', '2']],
    ['ratios in basis points', 'plain', [0.00095397, -0.0001, 0], ['9.54bps', '-1.00bps', '0.00bps']],
    ['ratios in per cent', 'plain', [0.0123456, -0.5], ['1.235%', '-50.000%']],
    ['tiny ratios', 'plain', [2e-7], ['0.00200bps']],
    ['plain numbers', 'plain', [12, 3.25], ['12.00', '3.25']],
    ['counts', 'plain', [23, 0], ['23', '0']],
    ['nothing but zero', 'plain', [0, absent], ['0', '–']],
    ['durations', 's', [1.5, 20], ['1.5s', '20.0s']],
  ])('%s', (_, unit, values, texts) => expect(written(unit, values)).toEqual(texts))

  test('ratios of one table are all counted in the same, that of the typical one', () => {
    const table = (...columns: number[][]) => {
      const all = columns.map(values => ({ unit: 'plain', show: 'number' as const, values }))
      return all.map(column => column.values.map(writer(column, false, scaleOf(all))).join(' '))
    }
    expect(table([0.00993, 0.01264], [0.007916, 0.005595, absent], [0.0000009])).toEqual([
      '99.30bps 126.40bps',
      '79.16bps 55.95bps –',
      '0.00900bps',
    ])
    expect(table([0.25, 0.3], [0.0042], [12, 0])).toEqual(['25.000% 30.000%', '0.420%', '12 0'])
  })

  test('truth and times', () => {
    expect(written('plain', [1, 0, absent], 'bool')).toEqual(['true', 'false', '–'])
    expect(written('plain', [1_723_161_254_087_891], 'time')).toEqual(['23:54:14.087'])
    expect(written('plain', [1_723_161_254_087_891], 'time', true)).toEqual(['2024-08-08 23:54:14.087'])
  })
})

test('figures', () => {
  expect([0, 999, 1_000, 1_234_567].map(figures.count)).toEqual(['0', '999', '1,000', '1,234,567'])
  expect([figures.counted(1, 'row'), figures.counted(2_000, 'row')]).toEqual(['1 row', '2,000 rows'])
  expect([0, 1, 9, 10, 5_000, 9_990, 9_991, 10_000].map(part => figures.share(part, 10_000))).toEqual([
    ...['0%', '<0.1%', '<0.1%', '0.1%', '50.0%', '99.9%', '>99.9%', '100%'],
  ])
  const micros = [0, 250, 87_000, 999_600, 12_345_678, 59_970_000, 344e6, 3_600e6, 5_400e6, 93_600e6]
  expect(micros.map(figures.span)).toEqual([
    ...['0s', '250us', '87ms', '1s', '12.3s', '1m', '5m 44s', '1h', '1h 30m', '1d 2h'],
  ])
})

describe('tables', () => {
  const columns = [
    { head: 'name', cells: ['a', 'longer'] },
    { head: 'n', cells: ['1', '1,000'], right: true },
    { head: 'more', cells: ['x', ''] },
  ]

  test('are aligned, numbers to the right, without spaces at the end', () => {
    expect(table(columns, 80)).toEqual(['  name        n  more', '  a           1  x', '  longer  1,000'])
  })

  test('leave out what does not fit, and say so; the first column always stands', () => {
    expect(table(columns, 20)).toEqual([
      '  name        n',
      '  a           1',
      '  longer  1,000',
      '  (no room for more)',
    ])
    expect(table(columns, 21)).toHaveLength(3)
    expect(table(columns, 1)).toEqual(['  name', '  a', '  longer', '  (no room for n, more)'])
  })

  test('no cell disturbs the terminal; wide characters count double', () => {
    const cells = [`${String.fromCharCode(27)}[31mx`, '価格', 'abcd']
    expect(
      table(
        [
          { head: 'h', cells },
          { head: 'i', cells: ['1', '2', '3'] },
        ],
        80,
      ),
    ).toEqual(['  h       i', '  ·[31mx  1', '  価格    2', '  abcd    3'])
  })
})
