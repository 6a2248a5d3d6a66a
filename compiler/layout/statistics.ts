import { resultsOf, type StatisticOp, seriesOf } from '../ir/statistics.ts'

/**
 * Slots of `statistic`: how often it ticked, its results (where `part` looks for them), then of each of its inputs the ring
 * of the last n ticks, then what it keeps of those before.
 */
export const STATISTIC = { ticks: 0, results: 1 } as const

export function statisticSlots(op: StatisticOp): number {
  return keptOf(op) + (op.fn === 'adwin' ? ADAPTIVE.size : 0)
}

/** The slot of the first ring. */
export const ringsOf = (op: StatisticOp): number => STATISTIC.results + resultsOf(op)

/** The slot behind the rings. */
export const keptOf = (op: StatisticOp): number => ringsOf(op) + seriesOf(op) * op.n

/**
 * What `adwin` keeps: width, sum and summed squared deviations of its window, ticks so far, whether it became
 * shorter with the last; then by size, 2^k ticks, its
 * buckets: how many, and sum and squared deviations of each. The last bucket is there until two have become one.
 */
export const ADAPTIVE = {
  ...{ width: 0, total: 1, spread: 2, ticks: 3, shorter: 4 },
  ...{ rows: 5, row: 13, buckets: 6, sizes: 40, size: 5 + 40 * 13 },
} as const
