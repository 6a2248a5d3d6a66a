import type { Op } from '../ir/graph.ts'
import type { Aggregate } from '../ir/windows.ts'

/** What an operator itself waits for before it can have a value, whatever its inputs wait for. */
export interface Need {
  /** So many ticks of an input. */
  readonly input: number
  readonly ticks: number
}

/** Undefined: it has a value as soon as its inputs have. */
export function need({ op }: { readonly op: Op }, inputs: number): Need | undefined {
  switch (op.op) {
    case 'prev':
      return { input: 0, ticks: op.n + 1 }
    case 'window':
    case 'quantile':
    case 'statistic':
      return { input: 0, ticks: op.n }
    case 'ema':
    case 'decay':
    case 'tick_time':
      return { input: 0, ticks: 1 }
    case 'sample':
    case 'later':
    case 'ahead':
      return { input: 1, ticks: 1 }
    case 'since_window':
      return { input: inputs - 1, ticks: 1 }
    // Bars that were under way when the run began are not shown.
    case 'bars':
      return { input: 0, ticks: op.lateness > 0 ? 3 : 2 }
    default:
      return undefined
  }
}

/** How many ticks a window must hold to say anything: without one `count` and `sum` are 0. */
export function fewest(aggregate: Aggregate): number {
  switch (aggregate) {
    case 'count':
    case 'sum':
      return 0
    case 'var':
    case 'std':
    case 'cov':
    case 'corr':
    case 'slope':
    case 'intercept':
      return 2
    default:
      return 1
  }
}
