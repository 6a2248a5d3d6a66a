import type { Value } from '../program/value.ts'

const sides: ReadonlyMap<string, 'bid' | 'ask' | 'both'> = new Map([
  ['bid', 'bid'],
  ['sell', 'bid'],
  ['ask', 'ask'],
  ['buy', 'ask'],
  ['both', 'both'],
])

/** The side of a book that a word means: who sells hits the bids, who buys lifts the asks. */
export function sideOf(word: string): 'bid' | 'ask' | 'both' | undefined {
  return sides.get(word)
}

/**
 * The side that an argument means. Where a side is wanted, `ask` is the side, though the strategy may have called a price
 * so: nobody can mean a price there.
 */
export function sideIn(value: Value): 'bid' | 'ask' | 'both' | undefined {
  if (value.kind === 'side') return value.is
  return value.kind === 'scalar' && value.term.op.op === 'ref' ? sideOf(value.term.op.name) : undefined
}
