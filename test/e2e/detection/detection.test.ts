import { expect, test } from 'vitest'
import { measures } from './measures.ts'
import type { Score } from './score.ts'

/** At least so much of what is found is true, and of what is true found; at most so late, s. */
type Bounds = readonly [precision: number, recall: number, delay: number]

test.each<[strategy: string, minutes: number, bounds: Readonly<Record<string, Bounds>>]>([
  ['venue_spreads', 20, { 'venue_spreads opportunity': [0.95, 0.95, 1] }],
  ['thin_to_deep', 90, { 'thin_to_deep edge': [0.95, 0.9, 2] }],
  [
    'dex_lead',
    180,
    {
      'dex_lead one_sided': [0.9, 0.8, 15],
      'dex_lead drained': [0.9, 0.8, 20],
      'dex_lead diverged': [0.2, 0.4, 25],
      'dex_lead candidate': [0.9, 0.6, 20],
    },
  ],
  [
    'perp_trend',
    480,
    {
      'perp_trend move.s10': [0.95, 0.9, 3],
      'perp_trend vol': [0.6, 0.25, 300],
      'perp_trend move.m10': [0.3, 0.2, 400],
    },
  ],
  ['pairs', 780, { 'pairs parted': [0.5, 0.6, 15_000] }],
])(
  'what %s finds in %d minutes is true, and what is true it finds',
  async (strategy, minutes, bounds) => {
    const scores = await measures[strategy]!(3, minutes)
    const told = ({ precision, recall, delay }: Score) => [precision, recall, delay]
    expect(scores.map(({ detector }) => detector)).toEqual(Object.keys(bounds))
    for (const one of scores) {
      const [precision, recall, delay] = bounds[one.detector]!
      expect(one.found, one.detector).toBeGreaterThan(0)
      expect(one.wanted, one.detector).toBeGreaterThan(0)
      const good = one.precision >= precision && one.recall >= recall && one.delay <= delay && one.delay >= 0
      expect([one.detector, good, ...told(one)]).toEqual([one.detector, true, ...told(one)])
    }
  },
  240_000,
)

test('what finds by chance is told by its precision', async () => {
  const { score } = await import('./score.ts')
  const spans = [{ from: 100, to: 200 }]
  const found = Array.from({ length: 10 }, (_, i) => ({ at: i * 100, of: 0 }))
  const rule = { fits: () => true, late: 50 }
  const told = score('all', found, { known: spans, wanted: [...spans, { from: 901, to: 910 }] }, rule)
  expect(told).toMatchObject({ found: 10, right: 2, wanted: 2, caught: 1, precision: 0.2, recall: 0.5, delay: 0 })
})
