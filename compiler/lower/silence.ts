import type { Pointwise } from '../ir/pointwise.ts'
import type { Static, VenueMember } from '../program/keys.ts'
import { known } from '../program/known.ts'
import { substitute } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import type { Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

/**
 * `stale(v) > 10s` with a timer, so that it wakes conditions when the silence gets too long although nothing comes.
 * Times are whole microseconds: longer than d is at least d and one more. Undefined for all other comparisons.
 */
export function silenceReached(comparison: Term, lowering: Lowering): Placed | undefined {
  const { op, args } = comparison
  if (op.op !== 'pointwise' || !(op.fn in mirrored)) return undefined
  const [left, right] = args as [Term, Term]
  const venue = staleVenue(left) ?? staleVenue(right)
  if (!venue) return undefined
  const [limit, fn] = staleVenue(left) ? [right, op.fn] : [left, mirrored[op.fn]!]
  const seconds = known(limit)
  if (seconds === undefined) return undefined
  const micros = Math.floor(seconds * 1e6 + 0.5) + (fn === 'gt' || fn === 'le' ? 1 : 0)
  const heard = heardWithin(comparison, venue, () => micros, lowering)
  return fn === 'lt' || fn === 'le' ? heard : not(comparison, heard, lowering)
}

/** No message for as long as the venue's `silent`, counted from the first event of all where none came yet. */
export function disconnected(term: Term, venue: Static<VenueMember>, lowering: Lowering): Placed {
  return not(
    term,
    heardWithin(term, venue, v => v.silent, lowering),
    lowering,
  )
}

function heardWithin(
  term: Term,
  venue: Static<VenueMember>,
  micros: (venue: VenueMember) => number,
  lowering: Lowering,
): Placed {
  const { builder, derived, heard } = lowering
  const seconds = builder.add({
    unit: 's',
    stream: 'constant',
    span: term.span,
    inputs: [],
    keys: venue.keys,
    op: all => ({ op: 'table', values: all.map(at => micros(venue.at(at)) / 1e6) }),
  })
  const one = derived(term, { op: 'constant', value: 1 }, [])
  return derived(term, { op: 'present' }, [derived(term, { op: 'fresh' }, [one, heard(term, venue), seconds])])
}

function not(term: Term, of: Placed, { derived }: Lowering): Placed {
  return derived(term, { op: 'pointwise', fn: 'not' }, [of])
}

/** a < b is b > a. */
const mirrored: Partial<Record<Pointwise, Pointwise>> = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' }

function staleVenue(term: Term): Static<VenueMember> | undefined {
  const { op, args } = term
  if (op.op === 'stale') return op.venue
  const inner = op.op === 'ref' ? staleVenue(args[0]!) : undefined
  return inner && op.op === 'ref' ? substitute(inner, op.keys) : undefined
}
