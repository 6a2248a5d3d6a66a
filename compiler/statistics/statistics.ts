import { type CommonPathOp, MOST_SERIES, type StatisticOp, seriesOf, type UnitRootOp } from '../ir/statistics.ts'
import { keptOf, ringsOf, STATISTIC } from '../layout/statistics.ts'
import { AdaptiveWindow } from './adaptive_window.ts'
import { detrendedFluctuation } from './detrended.ts'
import { dickeyFuller } from './dickey_fuller.ts'
import { engleGranger } from './engle_granger.ts'
import { johansen } from './johansen.ts'
import { chanceQuantiles, probability } from './mackinnon.ts'
import { regression } from './regression.ts'
import { rescaledRange } from './rescaled_range.ts'
import { kolmogorovSmirnov, stabilityIndex } from './samples.ts'
import { scratch } from './scratch.ts'

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
    const values = ofSeries[s]!(n)
    values.set(ring.subarray(oldest))
    values.set(ring.subarray(0, oldest), n - oldest)
    return values
  })
  const found = resultsFor(op, series, () => new AdaptiveWindow(cells, state + keptOf(op)))
  if (!found?.every(Number.isFinite)) return Number.NaN
  cells.set(found, state + STATISTIC.results)
  return found[0]!
}

/** Of the most inputs that there are: y, its regressors and their weight. */
const ofSeries = Array.from({ length: MOST_SERIES + 2 }, scratch)

function resultsFor(
  op: StatisticOp,
  series: readonly Float64Array[],
  kept: () => AdaptiveWindow,
): readonly number[] | undefined {
  const [first, ...others] = series as [Float64Array, ...Float64Array[]]
  switch (op.fn) {
    case 'adf':
      return unitRoot(first, op)
    case 'engle_granger':
      return commonPath(first, others, op)
    case 'hurst':
      return single(rescaledRange(first))
    case 'dfa':
      return single(detrendedFluctuation(first))
    case 'johansen':
      return johansen(series, op)
    case 'regression':
      return regression(first, others.slice(0, op.regressors), others[op.regressors])
    case 'psi':
      return [stabilityIndex(first.subarray(0, -op.recent), first.subarray(-op.recent), op.bins)]
    case 'ks':
      return kolmogorovSmirnov(first.subarray(0, -op.recent), first.subarray(-op.recent))
    case 'adwin': {
      const window = kept()
      const shorter = window.take(first[0]!, op.delta)
      return [shorter ? 1 : 0, window.mean, window.width]
    }
  }
}

const single = (found: number | undefined) => (found === undefined ? undefined : [found])

function unitRoot(x: Float64Array, { trend, lags }: UnitRootOp): readonly number[] | undefined {
  const found = dickeyFuller(x, trend, lags)
  if (!found) return undefined
  const p = probability(found.statistic, trend, 1)
  return [found.statistic, p, found.lags, ...chanceQuantiles(found.rows, trend, 1)!]
}

function commonPath(y: Float64Array, x: readonly Float64Array[], op: CommonPathOp): readonly number[] | undefined {
  const found = engleGranger(y, x, op)
  if (!found) return undefined
  const p = probability(found.statistic, op.trend, x.length + 1)
  return [found.statistic, p, found.lags, found.intercept, ...found.slopes]
}
