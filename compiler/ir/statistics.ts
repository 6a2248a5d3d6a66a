/**
 * A statistic of the last n ticks, computed anew at each tick from all of them: numbers in, numbers out, the same code for
 * all evaluators (`compiler/statistics/`). The ticks of its inputs at one step are one row. Ticks with them once present;
 * absent before there were n, and where the ticks do not have the statistic. Its value is the first of its results; `part`
 * shows each of them.
 */
export type StatisticOp =
  /** Input x. Results: stat, p, lags. `lags` left out: as many as Akaike's criterion chooses. */
  | { readonly op: 'statistic'; readonly fn: 'adf'; readonly n: number; readonly lags?: number }
  /** Inputs y, x. Results and `lags` as of `adf`. */
  | { readonly op: 'statistic'; readonly fn: 'engle_granger'; readonly n: number; readonly lags?: number }
  /** Input x. Result: the exponent. */
  | { readonly op: 'statistic'; readonly fn: 'hurst'; readonly n: number }
  | JohansenOp

/** As many inputs as `series`. Results: of each relation, the strongest first, its eigenvalue, both statistics, and its weights. */
export interface JohansenOp {
  readonly op: 'statistic'
  readonly fn: 'johansen'
  readonly n: number
  readonly series: number
  readonly lags: number
  /** What the levels are free of before: -1 nothing, 0 a constant, 1 a line. */
  readonly trend: number
}

/** How many series and lags a statistic takes at most. */
export const MOST_SERIES = 8
export const MOST_LAGS = 100

/** Beyond, one tick would take seconds. */
export const MOST_TICKS = 10_000

export const statisticNames = [
  'adf',
  'engle_granger',
  'hurst',
  'johansen',
] as const satisfies readonly StatisticOp['fn'][]

/** How many results a statistic has. */
export function resultsOf(op: StatisticOp): number {
  switch (op.fn) {
    case 'hurst':
      return 1
    case 'johansen':
      return op.series * relationSlots(op.series)
    default:
      return 3
  }
}

/** How many results each relation of `johansen` has: its eigenvalue, both statistics, its weights. */
export const relationSlots = (series: number): number => RELATION.weights + series
export const RELATION = { value: 0, eigen: 1, trace: 2, weights: 3 } as const

/** How many series it is of. */
export function seriesOf(op: StatisticOp): number {
  switch (op.fn) {
    case 'engle_granger':
      return 2
    case 'johansen':
      return op.series
    default:
      return 1
  }
}

/** The fewest ticks that can have it. */
export function fewestTicks(op: WithoutTicks): number {
  switch (op.fn) {
    case 'hurst':
      return 33
    // Rows that have their lags, more than there are columns, a constant and a line.
    case 'johansen':
      return op.lags + 4 + op.series * (op.lags + 2)
    default:
      return 5 + 2 * (op.lags ?? 0)
  }
}

/** A statistic whose number of ticks is not yet known. */
export type WithoutTicks = StatisticOp extends infer O ? (O extends StatisticOp ? Omit<O, 'n'> : never) : never
