import { expect, test } from 'vitest'
import { graphFault } from '../../../compiler/artefact/shape.ts'
import { compileText } from '../harness.ts'
import { type Move, prelude, told } from './told.ts'

const bids: Move[] = [2, 3, 5, 8, 13].map((bid, k) => [k + 1, 'b BTC/USD', bid])

test('`prev` looks as far back as a key says, 0 is now; it is absent until there were so many ticks', () => {
  expect(told('each k in 0..2 { feature f = prev(x, k) }', bids)).toEqual([
    ...['1s f[0] tick 2', '1s f[1] wake –', '1s f[2] wake –'],
    ...['2s f[0] tick 3', '2s f[1] tick 2', '2s f[2] wake –'],
    ...['3s f[0] tick 5', '3s f[1] tick 3', '3s f[2] tick 2'],
    ...['4s f[0] tick 8', '4s f[1] tick 5', '4s f[2] tick 3'],
    ...['5s f[0] tick 13', '5s f[1] tick 8', '5s f[2] tick 5'],
  ])
})

test('folds over such keys see each tick of a window, with any weight, count or condition', () => {
  const text = `feature weighed = sum((3 - k) * prev(x, k)) over k in (0..2)
    feature above = count(prev(x, k) < x) over k in (1..3)
    feature backwards = sum((k + 1) * prev(x, 2 - k)) over k in (0..2)
    feature far = mean(abs(prev(x, k) - mean(x, 3))) over k in (0..2)`
  expect(told(text, bids).filter(line => line.includes('tick'))).toEqual([
    '2s above tick 1',
    '3s above tick 2',
    '3s backwards tick 23',
    '3s far tick 1.111111111111111',
    '3s weighed tick 23',
    '4s above tick 3',
    '4s backwards tick 37',
    '4s far tick 1.7777777777777777',
    '4s weighed tick 37',
    '5s above tick 3',
    '5s backwards tick 60',
    '5s far tick 2.888888888888889',
    '5s weighed tick 60',
  ])
})

test('a compiled file whose numbers of ticks leave the ring is refused', () => {
  const { graph } = compileText(`${prelude}each k in 0..2 { feature f = prev(x, k) }`)
  expect(graphFault(graph)).toBe(undefined)
  for (const values of ['[0,1,3]', '[0,1,-1]', '[0,1,0.5]', '[0,1,null]']) {
    expect(graphFault(JSON.parse(JSON.stringify(graph).replace('"values":[0,1,2]', `"values":${values}`)))).toMatch(
      /^its node \d+ is none$/,
    )
  }
})
