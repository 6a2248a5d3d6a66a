import { expect, test } from 'vitest'
import { clocks, figure, figures } from '../../report/browser/figures.ts'
import { venuesOf } from '../../report/browser/venues.ts'

test('numbers at an axis differ from each other, however small their steps are', () => {
  expect(figures([0, 500, 1_000])).toEqual(['0', '500', '1,000'])
  expect(figures([-0.00001, -0.000005, 0, 0.000005])).toEqual(['-0.000010', '-0.000005', '0.000000', '0.000005'])
  expect(figures([0.1, 0.2, 0.3])).toEqual(['0.1', '0.2', '0.3'])
  expect(figures([60_000.25, 60_000.5])).toEqual(['60,000.3', '60,000.5'])
  expect(figures([0, 2e-12])).toEqual(['0.0e+0', '2.0e-12'])
  expect(figures([7])).toEqual(['7'])
  expect(figures([])).toEqual([])
})

test('a number of a legend is not rounded to nothing', () => {
  expect([1.25e-6, 58_000.123, 0, -3.5, null].map(figure)).toEqual(['0.00000125', '58,000.12', '0', '-3.5', '–'])
})

test('at the axis of times a date stands below its clock, and only where it begins', () => {
  const at = ['2026-01-05T23:30:00Z', '2026-01-06T00:00:00Z', '2026-01-06T00:30:05Z'].map(
    text => Date.parse(text) / 1_000,
  )
  expect(clocks(at)).toEqual(['23:30\n2026-01-05', '00:00\n2026-01-06', '00:30:05'])
})

test('only the silence of venues whose prices are drawn is drawn with them', () => {
  const venues = ['x', 'xy', 'social'].map(name => ({ name, silent: [] }))
  const price = { name: 'xy BTC/USD', base: 'BTC', of: 'trades', line: { low: [], high: [], last: [] } } as const
  expect(venuesOf([price], venues).map(({ name }) => name)).toEqual(['xy'])
})
