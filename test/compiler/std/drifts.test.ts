import { describe, expect, test } from 'vitest'
import { shared } from '../../shared.ts'
import { expectSeries, reference } from './series.ts'
import { lastOf, seriesOf, type Table } from './statistic.ts'

const rows = (x: readonly number[]): Table => ({ x })

describe('recent ticks against those before', () => {
  test('the stability index by hand', () => {
    // Edge 2.5 of 1 … 4: a half of the reference is on either side, of the recent ones a quarter and three quarters.
    const found = lastOf('feature f = psi(x, 4, 4, bins: 2)', rows([4, 2, 3, 1, 1, 9, 3, 5]))
    expectSeries([found('f')], [0.25 * Math.log(3)], { relative: 1e-14 })
  })

  test('Kolmogorov and Smirnov by hand', () => {
    // Of 1 2 3 a third, two thirds, all are up to 1, 2, 3; of 2 5 none, a half, a half. Of ten ways to (3, 2) only the one that
    // alternates stays nearer to the diagonal than 3 / 6.
    const found = lastOf('feature f = ks(x, 3, 2)', rows([3, 1, 2, 5, 2]))
    expectSeries([found('f.stat'), found('f.area')], [1 / 2, (1 / 3) * 1 + (1 / 6) * 1 + (1 / 2) * 2])
    expectSeries([found('f.p')], [0.9])
  })

  interface Samples {
    readonly ref: readonly number[]
    readonly tests: Readonly<Record<string, readonly number[]>>
    readonly out: Readonly<Record<string, Readonly<Record<'psi' | 'ks' | 'p_auto' | 'wasserstein', number>>>>
  }
  const given = shared ? reference<Samples>('oracles/psi_ks.json') : undefined
  test.skipIf(!shared).each(Object.keys(given?.tests ?? {}))('agree with numpy and scipy: %s', name => {
    const { ref, tests, out } = given!
    const sizes = `${ref.length}, ${tests[name]!.length}`
    const found = lastOf(
      `feature index = psi(x, ${sizes})   feature k = ks(x, ${sizes})`,
      rows([...ref, ...tests[name]!]),
    )
    const { psi, ks, p_auto, wasserstein } = out[name]!
    expectSeries([found('index'), found('k.stat'), found('k.p'), found('k.area')], [psi, ks, p_auto, wasserstein])
  })
})

describe('a window that adapts', () => {
  test('is shorter after a step, and has the mean of what is left', () => {
    const values = [...Array<number>(96).fill(0), ...Array<number>(96).fill(1)]
    const found = seriesOf('feature a = adwin(x)', rows(values.map((x, i) => x + 1e-3 * (i % 3))))
    const ticks = found['a.drifted']!.flatMap((is, i) => (is === 1 ? [i] : []))
    expect(ticks).toEqual([127])
    expect(found['a.width']!.at(126)).toBe(127)
    expect(found['a.width']!.at(127)).toBeLessThan(64)
    expect(found['a.width']!.at(128)).toBe(1)
    expect(found['a.mean']!.at(-1)).toBeCloseTo(1.001, 4)
  })

  type Runs = Readonly<Record<'detections' | 'est_every50' | 'width_every50', readonly number[]>>
  interface Drifts {
    readonly streams: Readonly<Record<string, readonly number[]>>
    readonly out: Readonly<Record<string, Readonly<Record<string, Runs>>>>
  }
  test.skipIf(!shared)('agrees with river', () => {
    const { streams, out } = reference<Drifts>('oracles/adwin_ph.json')
    for (const [name, values] of Object.entries(streams))
      for (const delta of ['0.002', '0.05']) {
        const found = seriesOf(`feature a = adwin(x, ${delta})`, rows(values))
        const { detections, est_every50, width_every50 } = out[name]![`adwin_delta_${delta}`]!
        const of50 = (_: number, i: number) => i % 50 === 49
        expect([name, ...found['a.drifted']!.flatMap((is, i) => (is === 1 ? [i] : []))]).toEqual([name, ...detections])
        expect(found['a.width']!.filter(of50)).toEqual(width_every50)
        expectSeries(found['a.mean']!.filter(of50), est_every50)
      }
  })
})
