import { expect, test } from 'vitest'
import heat from './heat.ts'

const params = { keep: 0.9 }

test('cools towards the mood of trades of the usual size', () => {
  const crowd = heat.setup(params)
  const heats = Array.from({ length: 40 }, () => heat.process(crowd, 1, 2))
  expect(heats.slice(0, 19).every(value => value === undefined)).toBe(true)
  expect(heats.at(-1)).toBeCloseTo((1 - 0.9 ** 40) * Math.log(2), 12)
})

test('a large sale among small ones weighs more', () => {
  const crowd = heat.setup(params)
  for (let trade = 0; trade < 20; trade++) heat.process(crowd, 1, 1)
  const before = heat.process(crowd, 1, 1)!
  expect(heat.process(crowd, -1, 100)).toBeLessThan(before - 0.25)
})

test('goes on as if nothing had happened after it was saved and recovered', () => {
  const crowd = heat.setup(params)
  for (let trade = 0; trade < 30; trade++) heat.process(crowd, trade % 3 ? 1 : -1, 1 + (trade % 7))
  const bytes = heat.save(crowd)
  expect(bytes.length).toBe(24)
  const recovered = heat.recover(bytes, params)
  expect(recovered).toEqual(crowd)
  expect(heat.process(recovered, -1, 3)).toBe(heat.process(crowd, -1, 3))
})
