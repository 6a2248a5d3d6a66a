import type { FieldName, StreamName } from '../ir/streams.ts'
import { assignment, instances } from '../program/instances.ts'
import type { Static } from '../program/keys.ts'
import { substitute, substituteInstrument } from '../program/substitute.ts'
import type { InstrumentRef, Term } from '../program/term.ts'

/** What lies below the names by which a term was reached, with its keys as they are there. */

/** The channel by which the engine says it; undefined where it is made of more than that. */
export function channelBelow({ op, args }: Term): Channel | undefined {
  if (op.op === 'given') return op.given
  const inner = (op.op === 'ref' || (op.op === 'prev' && op.n === 0)) && args[0] ? channelBelow(args[0]) : undefined
  return inner && op.op === 'ref' ? { ...inner, of: substitute(inner.of, op.keys) } : inner
}
export interface Channel {
  readonly what: string
  readonly of: Static<string>
  readonly field: string
}

/** The stream of a market. */
export function sourceBelow({ op, args }: Term): Source | undefined {
  if (op.op === 'source') return op
  const inner = op.op === 'ref' && args[0] ? sourceBelow(args[0]) : undefined
  return inner && op.op === 'ref' ? { ...inner, instrument: substituteInstrument(inner.instrument, op.keys) } : inner
}
interface Source {
  readonly stream: StreamName
  readonly field: FieldName
  readonly instrument: InstrumentRef
}

/** What says in which state a cycle is. */
export function cycleBelow(term: Term): Term | undefined {
  const { op, args } = term
  if (op.op === 'given') return op.given.what.startsWith('cycle ') ? term : undefined
  return args[0] && (op.op === 'ref' || op.op === 'prev') ? cycleBelow(args[0]) : undefined
}

/** A term under the names by which another was reached, so that it is of the same keys. */
export function under(reached: Term, of: Term): Term {
  if (reached.op.op !== 'ref') return of
  const inner = under(reached.args[0]!, of)
  return { ...reached, args: [inner], type: inner.type, depth: inner.depth + 1 }
}

/** Each text that it can have. */
export function every<T>(of: Static<T>): readonly T[] {
  return [...new Set(instances(of.keys).map(tuple => of.at(assignment(of.keys, tuple))))]
}
