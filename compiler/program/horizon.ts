import type { Term } from './term.ts'

/** How long after its row a value is known, µs; `outcome`: when the trade of the row has ended. */
export function horizonOf(of: Term): number | 'outcome' {
  if (of.op.op === 'given') return of.op.given.what.startsWith('trade ') ? 'outcome' : 0
  const below = of.args.map(horizonOf)
  if (below.includes('outcome')) return 'outcome'
  return Math.max(0, ...(below as number[])) + (of.op.op === 'next' ? of.op.horizon : 0)
}
