import {
  criteria,
  fewestTicks,
  type Lags,
  LEAST_TREND,
  MOST_BINS,
  MOST_LAGS,
  MOST_REGRESSORS,
  MOST_SERIES,
  MOST_TICKS,
  MOST_TREND,
  type StatisticOp,
} from '../ir/statistics.ts'

const whole = (value: number, least: number, most: number) =>
  Number.isSafeInteger(value) && value >= least && value <= most

const isLags = (lags: Lags) => (typeof lags === 'number' ? whole(lags, 0, MOST_LAGS) : criteria.includes(lags))

/** Whether the numbers of a statistic are there and fit each other. */
export function isStatistic(op: StatisticOp): boolean {
  switch (op.fn) {
    case 'adf':
    case 'engle_granger':
      if (!isLags(op.lags) || !whole(op.trend, LEAST_TREND, MOST_TREND)) return false
      if (op.fn === 'engle_granger' && !whole(op.regressors, 1, MOST_REGRESSORS)) return false
      break
    case 'johansen':
      if (!whole(op.lags, 1, MOST_LAGS) || !whole(op.series, 2, MOST_SERIES) || !whole(op.trend, -1, 1)) return false
      break
    case 'regression':
      if (!whole(op.regressors, 1, MOST_SERIES) || typeof op.weighted !== 'boolean') return false
      break
    case 'psi':
    case 'ks':
      if (!whole(op.recent, 1, MOST_TICKS) || (op.fn === 'psi' && !whole(op.bins, 2, MOST_BINS))) return false
      break
    case 'adwin':
      return op.n === 1 && op.delta > 0 && op.delta < 1
  }
  return op.n >= fewestTicks(op)
}
