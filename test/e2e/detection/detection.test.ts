import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../architecture/tree.ts'
import { Crossings } from './crossings.ts'
import { measure, measures, row } from './measures.ts'
import { count, scored } from './score.ts'

/** At least so much of what is found is true, and of what is true found; at most so late, s. */
type Bounds = readonly [precision: number, recall: number, delay: number]

const page = readFileSync(join(root, 'docs/data/sample.md'), 'utf8')

test.each<[strategy: string, bounds: Readonly<Record<string, Bounds>>]>([
  ['venue_spreads', { 'venue_spreads opportunity': [0.95, 0.95, 1] }],
  ['thin_to_deep', { 'thin_to_deep edge': [0.95, 0.95, 2] }],
  [
    'dex_lead',
    {
      'dex_lead one_sided': [0.95, 0.95, 15],
      'dex_lead drained': [0.95, 0.95, 20],
      'dex_lead diverged': [0.5, 0.5, 25],
      'dex_lead candidate': [0.95, 0.75, 20],
    },
  ],
  [
    'perp_trend',
    {
      'perp_trend move.s10': [0.95, 0.95, 3],
      'perp_trend vol': [0.7, 0.15, 300],
      'perp_trend move.m10': [0.5, 0.4, 400],
    },
  ],
  ['pairs', { 'pairs parted': [0.5, 0.7, 15_000] }],
])(
  'what %s finds in five markets is true, not by chance, what is true it finds, and the page says so',
  async (strategy, bounds) => {
    const scores = await measure(measures[strategy]!)
    expect(scores.map(({ detector }) => detector)).toEqual(Object.keys(bounds))
    for (const one of scores) {
      const [precision, recall, delay] = bounds[one.detector]!
      expect(one.precision, one.detector).toBeGreaterThanOrEqual(Math.max(precision, 2 * one.chance))
      expect(one.recall, one.detector).toBeGreaterThanOrEqual(recall)
      expect(one.delay, one.detector).toBeGreaterThanOrEqual(0)
      expect(one.delay, one.detector).toBeLessThanOrEqual(delay)
    }
    expect(page.split('\n').filter(line => line.startsWith(`| ${strategy} `))).toEqual(scores.map(row))
  },
  900_000,
)

test('what finds by chance is told by its precision, which is that of chance', () => {
  const spans = [{ from: 100e6, to: 200e6 }]
  const found = Array.from({ length: 10 }, (_, i) => ({ at: i * 100e6, of: 0 }))
  const rule = { fits: () => true, late: 50e6, kinds: [0], from: 0, to: 1_000e6 }
  const told = count('all', found, { known: spans, wanted: [...spans, { from: 901e6, to: 910e6 }] }, rule)
  expect(told).toMatchObject({ found: 10, right: 2, wanted: 2, delays: [0], tried: 200, lucky: 30 })
  expect(scored([told, { ...told, right: 4, delays: [2, 1] }])).toEqual({
    ...{ detector: 'all', found: 20, wanted: 4, precision: 0.3, chance: 0.15, recall: 0.75, delay: 1 },
  })
})

test('chance looks where findings are looked for, for every kind of them', () => {
  const known = [{ from: 0, to: 100e6, of: 'a' }]
  const fits = (of: string, t: { of: string }) => of === t.of
  const rule = { fits, late: 0, kinds: ['a', 'b'], from: 0, to: 200e6 }
  expect(count('all', [], { known, wanted: [] }, rule)).toMatchObject({ tried: 80, lucky: 20 })
  const looks = (of: string, at: number) => of === 'a' && at < 100e6
  expect(count('all', [], { known, wanted: [] }, { ...rule, looks })).toMatchObject({ tried: 20, lucky: 20 })
})

test('what is above before anyone looks is found when it was below once more', () => {
  const crossings = new Crossings<number>()
  const see = (at: number, x: number, looks: boolean) => crossings.see('a', at, x > 2, x < 1, at, looks)
  for (const [at, x, looks] of [
    [0, 3, false],
    [1, 3, true],
    [2, 0, true],
    [3, 3, true],
    [4, 1.5, true],
    [5, 3, true],
  ] as const)
    see(at, x, looks)
  expect(crossings.found).toEqual([{ at: 3, of: 3 }])
})
