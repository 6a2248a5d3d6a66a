import { expect, test } from 'vitest'
import { figure, figures } from '../../report/browser/figures.ts'

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
