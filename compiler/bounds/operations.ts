import type { BookOp } from '../ir/book.ts'
import type { Graph, Node, Op } from '../ir/graph.ts'
import { type Lags, LEAST_TREND, type StatisticOp } from '../ir/statistics.ts'
import type { StraightLine } from '../kernel/straight_line.ts'
import { exp, log, pow } from '../kernel/transcendental.ts'
import { levelsOf } from '../layout/book.ts'
import { ADAPTIVE } from '../layout/statistics.ts'
import { mostLags } from '../statistics/dickey_fuller.ts'

/**
 * How much one look at one instance costs, in steps: one arithmetic operation, one merge of partials, one number moved,
 * one comparison of a search. Amortised: on average over a run in which every look takes in a tick.
 */
export interface Operations {
  readonly amortised: number
  readonly worst: number
}

/** The table by operator. */
export function operations({ op, inputs }: Pick<Node, 'op' | 'inputs'>): Operations {
  switch (op.op) {
    // Nothing is looked at.
    case 'constant':
    case 'table':
    case 'param':
    case 'params':
    case 'now':
      return always(0)
    case 'pointwise':
      return always(pointwise(op))
    case 'over':
      return always(op.fold === 'quantile' ? exchanges(inputs.length) : inputs.length)
    case 'scan':
      return always(op.steps.length + op.init.length)
    case 'ema':
      return always(3)
    case 'decay':
      return always(4 + pow.steps.length)
    // A tick joins the prefix, a read merges it with a suffix; every n ticks n - 1 merges make the suffixes.
    case 'window':
      return { amortised: 3, worst: op.n + 1 }
    // As `window`; a read also searches the oldest tick by halving, and merges what was in force.
    case 'time_window':
      return { amortised: 4 + log2(op.capacity), worst: op.capacity + 3 + log2(op.capacity) }
    // A tick joins its pane, a read merges three parts; each pane is opened, closed and made a suffix once. After a silence
    // two blocks of panes are.
    case 'pane_window':
      return { amortised: 7, worst: 4 + (6 * op.span) / op.pane }
    case 'since_window':
      return always(1)
    // The oldest leaves and the newest enters a sorted list: two searches, and on average half of it moves each time.
    case 'quantile':
      return { amortised: 2 * log2(op.n) + op.n, worst: 2 * (log2(op.n) + op.n) }
    // Each tick enters once and leaves once; all may leave at one look.
    case 'time_quantile': {
      const each = log2(op.capacity) + op.capacity
      return { amortised: 2 * log2(op.capacity) + op.capacity, worst: (1 + op.capacity) * each }
    }
    case 'statistic':
      return op.fn === 'adwin' ? adaptive : always(statistic(op))
    // A row: when it is due and x; then it is told.
    case 'later':
      return always(4)
    // A tick joins two parts; a row is merged with those behind it once, all at one look, and joined when it is told.
    case 'ahead':
      return { amortised: 7, worst: 6 + op.most }
    // A trade: its fields; a close: two bars are copied.
    case 'bars':
      return { amortised: 7, worst: 21 }
    default:
      return always(1)
  }
}

/** Of what an order book answers: a level is read at once, what is summed may be the whole side, each level one step. */
export function reading({ read, instruments }: BookOp, graph: Graph): Operations {
  const levels = Math.max(...instruments.map(instrument => levelsOf(graph, instrument)))
  return always(read === 'price' || read === 'size' ? 1 : levels)
}

const always = (steps: number): Operations => ({ amortised: steps, worst: steps })
const log2 = (n: number) => Math.ceil(Math.log2(n + 1))

/** Sorting by merge exchange, at most. */
const exchanges = (n: number) => (n * log2(n) * (log2(n) + 1)) / 4 + n

/** At each tick all of the window anew: each length of blocks; each pair of columns, of which choosing the lags has the most. */
function statistic(op: Exclude<StatisticOp, { readonly fn: 'adwin' }>): number {
  if (op.fn === 'hurst' || op.fn === 'dfa') return 12 * 4 * op.n
  if (op.fn === 'johansen') return op.n * pairs(op.series * (op.lags + 2))
  if (op.fn === 'regression') return op.n * pairs(op.regressors + 1)
  if (op.fn === 'psi') return op.n * (log2(op.n) + op.bins)
  if (op.fn === 'ks') return op.n * log2(op.n) + (op.n - op.recent) * op.recent
  const line = Math.max(op.trend, 0)
  if (op.fn === 'adf') return op.n * unitRoot(op.n, op.lags, op.trend, line)
  return op.n * (pairs(op.regressors + 1 + line) + unitRoot(op.n, op.lags, LEAST_TREND, 0))
}

/** By tick, with so many columns of a trend: chosen lags are summed once to choose them and once with those. */
function unitRoot(n: number, lags: Lags, trend: number, line: number): number {
  const columns = (of: number) => pairs(of + 2 + line)
  return typeof lags === 'number' ? columns(lags) : 2 * columns(mostLags(n, trend))
}

/** A tick joins its bucket; every 32nd looks at each border, and again after each bucket that goes. */
const buckets = ADAPTIVE.sizes * ADAPTIVE.buckets
const adaptive: Operations = { amortised: 8 + buckets / 32, worst: buckets ** 2 }

/** How many products there are of so many columns, and their squares. */
const pairs = (columns: number) => (columns * (columns + 1)) / 2

const kernels: Readonly<Record<string, StraightLine>> = { exp, log, pow }

function pointwise({ fn }: Op & { readonly op: 'pointwise' }): number {
  return kernels[fn]?.steps.length ?? 1
}
