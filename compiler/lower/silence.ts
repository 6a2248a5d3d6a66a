import type { Pointwise } from '../ir/pointwise.ts'
import type { Static, VenueMember } from '../program/keys.ts'
import { substituteKey } from '../program/substitute.ts'
import { type Term, unwrap } from '../program/term.ts'
import type { Placed } from './builder.ts'
import type { Lowering } from './lowering.ts'

/**
 * `stale(v) > 10s` and `since(e) > 10s` with a timer, so that they wake conditions when the silence gets too long although
 * nothing comes; so do the time since a moment (a session's open, a phase's beginning) and the time to one. Times are whole
 * microseconds: longer than d is at least d and one more. Undefined for all other comparisons, and where the duration may
 * change while it runs.
 */
export function silenceReached(comparison: Term, lowering: Lowering): Placed | undefined {
  const { op, args } = comparison
  if (op.op !== 'pointwise' || !(op.fn in mirrored)) return undefined
  const [left, right] = args as [Term, Term]
  const first = silenceOf(left, lowering)
  const silence = first ?? silenceOf(right, lowering)
  const [limit, asked] = first ? [right, op.fn] : [left, mirrored[op.fn]!]
  if (!silence || lowering.stream(limit) !== 'constant') return undefined
  const { derived } = lowering
  // A time that is still to come is longer than d away while it is less than -d ago.
  const fn = silence.ahead ? mirrored[asked] : asked
  const term = (t: Term) =>
    silence.ahead ? derived(t, { op: 'pointwise', fn: 'neg' }, [lowering.term(t)]) : lowering.term(t)
  const strict = fn === 'gt' || fn === 'le'
  const microsecond = derived(comparison, { op: 'constant', value: 1e-6 }, [])
  const seconds = strict ? derived(comparison, { op: 'pointwise', fn: 'add' }, [term(limit), microsecond]) : term(limit)
  const within = heardWithin(comparison, silence.last, seconds, lowering)
  const reached = fn === 'lt' || fn === 'le' ? within : not(comparison, within, lowering)
  if (silence.always) return reached
  // Absent until it happened for the first time.
  const happened = derived(comparison, { op: 'pointwise', fn: 'eq' }, [silence.last, silence.last])
  return derived(comparison, { op: 'pointwise', fn: 'if' }, [happened, reached, reached])
}

/** No message for as long as the venue's `silent`, counted from the first event of all where none came yet. */
export function disconnected(term: Term, venue: Static<VenueMember>, lowering: Lowering): Placed {
  const silent = lowering.builder.add({
    unit: 's',
    stream: 'constant',
    span: term.span,
    inputs: [],
    keys: venue.keys,
    op: all => ({ op: 'table', values: all.map(at => venue.at(at).silent / 1e6) }),
  })
  return not(term, heardWithin(term, lowering.heard(term, venue), silent, lowering), lowering)
}

function heardWithin(term: Term, last: Placed, seconds: Placed, { derived }: Lowering): Placed {
  const one = derived(term, { op: 'constant', value: 1 }, [])
  return derived(term, { op: 'present' }, [derived(term, { op: 'fresh' }, [one, last, seconds])])
}

function not(term: Term, of: Placed, { derived }: Lowering): Placed {
  return derived(term, { op: 'pointwise', fn: 'not' }, [of])
}

/** a < b is b > a. */
const mirrored: Partial<Record<Pointwise, Pointwise>> = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' }

/** When something happened last, and whether that is known from the first event of all on. */
interface Silence {
  readonly last: Placed
  readonly always: boolean
  /** It is a time that may be to come, and what is compared is how far away it is. */
  readonly ahead?: true
}

function silenceOf(term: Term, lowering: Lowering): Silence | undefined {
  const { op, args } = term
  if (op.op === 'since') {
    return { last: lowering.derived(term, { op: 'tick_time' }, [lowering.term(args[0]!)]), always: false }
  }
  if (op.op === 'stale') return { last: lowering.heard(term, op.venue), always: true }
  if (op.op === 'pointwise' && op.fn === 'elapsed') return ofMoment(args as [Term, Term], lowering)
  const inner = op.op === 'ref' ? silenceOf(args[0]!, lowering) : undefined
  if (op.op !== 'ref' || !inner) return undefined
  const { node, keys } = inner.last
  return { ...inner, last: { node, keys: keys.map(key => substituteKey(key, op.keys)) } }
}

/** How long ago a moment was, `now - open`, or how long it is to one, `close - now`. */
function ofMoment([later, earlier]: readonly [Term, Term], { term }: Lowering): Silence | undefined {
  if (later.op.op === 'now' && isMoment(earlier)) return { last: term(earlier), always: false }
  return earlier.op.op === 'now' && isMoment(later) ? { last: term(later), always: false, ahead: true } : undefined
}

/** A time that something says, and not one that is found anew at each step. */
function isMoment(of: Term): boolean {
  const { op, type } = unwrap(of)
  return type === 'time' && ['source', 'started', 'onset', 'given', 'constant', 'sample'].includes(op.op)
}
