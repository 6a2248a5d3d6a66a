import { type StatisticOp, seriesOf } from '../ir/statistics.ts'
import { ringsOf, STATISTIC } from '../layout/statistics.ts'
import { dickeyFuller } from './dickey_fuller.ts'
import { engleGranger } from './engle_granger.ts'
import { johansen } from './johansen.ts'
import { probability } from './mackinnon.ts'
import { hurstExponent } from './rescaled_range.ts'

/**
 * Computes a statistic whose n ticks have come, and stores its results. All evaluators call it, so that their bits are the
 * same.
 * @param cells The memory, by slots.
 * @param state The first slot of the private state of the instance.
 * @returns The first result, NaN where there is none: then nothing is stored.
 */
export function computeStatistic(op: StatisticOp, cells: Float64Array, state: number): number {
  const { n } = op
  const rings = state + ringsOf(op)
  const oldest = cells[state + STATISTIC.ticks]! % n
  const series = Array.from({ length: seriesOf(op) }, (_, s) => {
    const ring = cells.subarray(rings + s * n, rings + (s + 1) * n)
    const values = new Float64Array(n)
    values.set(ring.subarray(oldest))
    values.set(ring.subarray(0, oldest), n - oldest)
    return values
  })
  const found = resultsFor(op, series)
  if (!found?.every(Number.isFinite)) return Number.NaN
  cells.set(found, state + STATISTIC.results)
  return found[0]!
}

function resultsFor(op: StatisticOp, series: readonly Float64Array[]): readonly number[] | undefined {
  const [first, second] = series
  if (op.fn === 'johansen') return johansen(series, op)
  if (op.fn === 'hurst') {
    const exponent = hurstExponent(first!)
    return exponent === undefined ? undefined : [exponent]
  }
  const found = op.fn === 'adf' ? dickeyFuller(first!, true, op.lags) : engleGranger(first!, second!, op.lags)
  return found && [found.statistic, probability(found.statistic, op.fn === 'adf' ? 1 : 2), found.lags]
}
