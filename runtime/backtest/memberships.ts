import type { Graph, Membership } from '../../compiler/ir/graph.ts'
import type { Result } from './backtest.ts'

/** A member of which a run saw times at which it did not belong to its universe. Times are µs since the epoch. */
export interface Stranger {
  readonly universe: string
  readonly member: string
  /** When it belonged; null is not said. */
  readonly dates: readonly { readonly from: number | null; readonly to: number | null }[]
  /** What the run saw of it. */
  readonly first: number
  readonly last: number
}

/** A run takes a member for one all the time: these are the ones of which that is not so. */
export function strangers({ memberships = [] }: Graph, result: Pick<Result, 'span' | 'instruments'>): Stranger[] {
  return memberships.flatMap(({ universe, members }) =>
    [...new Set(members.map(({ member }) => member))].flatMap(member => {
      const seen = seenOf(member, result)
      const dates = members.filter(one => one.member === member).map(({ from, to }) => ({ from, to }))
      return seen && !cover(dates, seen) ? [{ universe, member, dates, ...seen }] : []
    }),
  )
}

interface Seen {
  readonly first: number
  readonly last: number
}

/** From the first to the last event of its instruments; of what names no instrument, like an asset, of the run. */
function seenOf(member: string, { span, instruments }: Pick<Result, 'span' | 'instruments'>): Seen | undefined {
  const own = instruments.filter(({ symbol }) => symbol === member)
  if (own.length === 0) return span ?? undefined
  const heard = own.flatMap(({ first, last }) => (first === null || last === null ? [] : [{ first, last }]))
  if (heard.length === 0) return undefined
  return { first: Math.min(...heard.map(h => h.first)), last: Math.max(...heard.map(h => h.last)) }
}

function cover(dates: readonly Omit<Membership['members'][number], 'member'>[], { first, last }: Seen): boolean {
  let until = first
  for (const { from, to } of dates.toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity)))
    if ((from ?? -Infinity) <= until) until = Math.max(until, to ?? Infinity)
  return until > last
}
