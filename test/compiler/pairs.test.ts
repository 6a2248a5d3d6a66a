import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plantPairs } from '../corpus/pairs.ts'
import { compileText } from './harness.ts'

const source = readFileSync(new URL('../corpus/sound.hvt', import.meta.url), 'utf8')

test('the strategy in which mistakes are planted has none', () => {
  const { diagnostics } = compileText(source)
  expect(diagnostics).toEqual([])
})

test('of two mistakes in different declarations both are found in at least 95 %', { timeout: 120_000 }, () => {
  const seed = 21
  const { both, tried, missed } = plantPairs(source, seed, 60)
  console.log(`two mistakes in different declarations: both found in ${both} of ${tried} (seed ${seed})`)
  expect(both / tried, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
})
