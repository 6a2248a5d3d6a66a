/**
 * A statistic of the last n ticks, computed anew at each tick from all of them: numbers in, numbers out, the same code for
 * all evaluators (`compiler/statistics/`). The ticks of its inputs at one step are one row. Ticks with them once present;
 * absent before there were n, and where the ticks do not have the statistic. Its value is the first of its results; `part`
 * shows each of them.
 */
export type StatisticOp =
  | UnitRootOp
  | CommonPathOp
  /** Input x. Result: the exponent by the rescaled range. */
  | { readonly op: 'statistic'; readonly fn: 'hurst'; readonly n: number }
  /** Input x. Result: the exponent by detrended fluctuations. */
  | { readonly op: 'statistic'; readonly fn: 'dfa'; readonly n: number }
  | JohansenOp
  | RegressionOp
  /** Input x: the `recent` ticks against those before them. Result: the index. */
  | { readonly op: 'statistic'; readonly fn: 'psi'; readonly n: number; readonly recent: number; readonly bins: number }
  /** Input x, as `psi`. Results: stat, p, area. */
  | { readonly op: 'statistic'; readonly fn: 'ks'; readonly n: number; readonly recent: number }
  /** Input x; n is 1: what was before is kept in buckets. Results: whether the window became shorter, its mean, its width. */
  | { readonly op: 'statistic'; readonly fn: 'adwin'; readonly n: number; readonly delta: number }

/** How many earlier changes a test takes in, or by which criterion it chooses them: Akaike's, Schwarz's, the t of the last one. */
export type Lags = number | (typeof criteria)[number]
export const criteria = ['aic', 'bic', 't'] as const

/** What a series may have besides: -1 nothing, 0 a constant, 1 a line, 2 a parabola. */
export const [LEAST_TREND, MOST_TREND] = [-1, 2]

/** Input x. Results: stat, p, lags, and what stat is below by chance in one case of 10, 20 and 100. */
export interface UnitRootOp {
  readonly op: 'statistic'
  readonly fn: 'adf'
  readonly n: number
  readonly lags: Lags
  readonly trend: number
}

/** Inputs y and as many x as `regressors`. Results: stat, p, lags; intercept at the last tick, the slope of each x. */
export interface CommonPathOp {
  readonly op: 'statistic'
  readonly fn: 'engle_granger'
  readonly n: number
  readonly lags: Lags
  readonly trend: number
  readonly regressors: number
}

/** Where the intercept of `engle_granger` stands; the slope of each x follows. */
export const LINE = { intercept: 3, slopes: 4 } as const

/** How many x `engle_granger` takes: there are surfaces of p for six series. */
export const MOST_REGRESSORS = 5

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

/**
 * Inputs y, as many x as `regressors`, and where it is `weighted` the weight of a row. Results: the explained share; then
 * slope, standard error and t of the constant and of each x.
 */
export interface RegressionOp {
  readonly op: 'statistic'
  readonly fn: 'regression'
  readonly n: number
  readonly regressors: number
  readonly weighted: boolean
}

/** How many series and lags a statistic takes at most. */
export const MOST_SERIES = 8
export const MOST_LAGS = 100

export const MOST_BINS = 100

/** Beyond, one tick would take seconds. */
export const MOST_TICKS = 10_000

export const statisticNames = [
  'adf',
  'engle_granger',
  'hurst',
  'dfa',
  'johansen',
  'regression',
  'psi',
  'ks',
  'adwin',
] as const satisfies readonly StatisticOp['fn'][]

/** How many results a statistic has. */
export function resultsOf(op: StatisticOp): number {
  switch (op.fn) {
    case 'hurst':
    case 'dfa':
    case 'psi':
      return 1
    case 'adf':
      return 6
    case 'engle_granger':
      return LINE.slopes + op.regressors
    case 'johansen':
      return op.series * relationSlots(op.series)
    case 'regression':
      return COEFFICIENT.first + (op.regressors + 1) * COEFFICIENT.size
    default:
      return 3
  }
}

/** How many results each relation of `johansen` has: its eigenvalue, both statistics, its weights. */
export const relationSlots = (series: number): number => RELATION.weights + series
export const RELATION = { value: 0, eigen: 1, trace: 2, weights: 3 } as const

/** Where the constant of a `regression` stands, behind the explained share; each x follows. */
export const COEFFICIENT = { first: 1, size: 3, slope: 0, error: 1, t: 2 } as const

/** How many series it is of. */
export function seriesOf(op: StatisticOp): number {
  switch (op.fn) {
    case 'engle_granger':
      return 1 + op.regressors
    case 'johansen':
      return op.series
    case 'regression':
      return 1 + op.regressors + (op.weighted ? 1 : 0)
    default:
      return 1
  }
}

/** The fewest ticks that can have it. */
export function fewestTicks(op: WithoutTicks): number {
  switch (op.fn) {
    // Of two lengths of blocks two blocks, and four.
    case 'hurst':
      return 33
    case 'dfa':
      return 65
    // Rows that have their lags, more than there are columns, a constant and a line.
    case 'johansen':
      return op.lags + 4 + op.series * (op.lags + 2)
    // One more than there are coefficients.
    case 'regression':
      return op.regressors + 2
    case 'psi':
    case 'ks':
      return op.recent + 2
    case 'adwin':
      return 1
    // As many rows as leave a few more than there are columns.
    case 'adf':
      return 5 + 2 * (fixedLags(op) + Math.max(op.trend, 0))
    case 'engle_granger':
      return 3 + 2 * (fixedLags(op) + Math.max(op.trend, 0) + op.regressors)
  }
}

const fixedLags = ({ lags }: { readonly lags: Lags }) => (typeof lags === 'number' ? lags : 0)

/** A statistic whose number of ticks is not yet known. */
export type WithoutTicks = StatisticOp extends infer O ? (O extends StatisticOp ? Omit<O, 'n'> : never) : never
