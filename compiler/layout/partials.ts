import type { Aggregate } from '../ir/windows.ts'

/** Slots of one partial aggregate, its count not included. */
export function partialSlots(aggregate: Aggregate): number {
  switch (aggregate) {
    case 'count':
      return 0
    case 'mean':
    case 'argmin':
    case 'argmax':
      return 2
    case 'var':
    case 'std':
      return 3
    case 'cov':
    case 'corr':
    case 'slope':
    case 'intercept':
      return 7
    default:
      return 1
  }
}
