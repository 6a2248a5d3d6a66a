/**
 * A statistic of the last n ticks, computed anew at each tick from all of them: numbers in, numbers out, the same code for
 * all evaluators (`compiler/statistics/`). Inputs [x], of `engle_granger` [y, x], whose ticks at one step are one pair.
 * Ticks with them once present; absent before there were n, and where the ticks do not have the statistic. Its value is
 * the first of its results; `part` shows each of them.
 */
export type StatisticOp =
  /** Results: stat, p, lags. `lags` left out: as many as Akaike's criterion chooses. */
  | {
      readonly op: 'statistic'
      readonly fn: 'adf' | 'engle_granger'
      readonly n: number
      readonly lags?: number
    }
  /** Result: the exponent. */
  | { readonly op: 'statistic'; readonly fn: 'hurst'; readonly n: number }

/** How many results a statistic has. */
export const results: Readonly<Record<StatisticOp['fn'], number>> = { adf: 3, engle_granger: 3, hurst: 1 }

/** How many series it is of. */
export const seriesOf: Readonly<Record<StatisticOp['fn'], 1 | 2>> = { adf: 1, engle_granger: 2, hurst: 1 }

/** The fewest ticks that can have it. */
export function fewestTicks(fn: StatisticOp['fn'], lags = 0): number {
  return fn === 'hurst' ? 33 : 5 + 2 * lags
}
