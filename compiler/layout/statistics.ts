import { resultsOf, type StatisticOp, seriesOf } from '../ir/statistics.ts'

/**
 * Slots of `statistic`: how often it ticked, its results (where `part` looks for them), then of each of its inputs the ring
 * of the last n ticks.
 */
export const STATISTIC = { ticks: 0, results: 1 } as const

export function statisticSlots(op: StatisticOp): number {
  return ringsOf(op) + seriesOf(op) * op.n
}

/** The slot of the first ring. */
export const ringsOf = (op: StatisticOp): number => STATISTIC.results + resultsOf(op)
