import type { KeyVar, Static } from './keys.ts'
import { substitute } from './substitute.ts'
import type { Term, TermOp } from './term.ts'

/** The keys by which the instances of a term differ, whatever names it was written with. */
export function keysOf(term: Term): ReadonlySet<KeyVar> {
  const known = new Map<Term, ReadonlySet<KeyVar>>()
  const of = (t: Term): ReadonlySet<KeyVar> => {
    const found = known.get(t) ?? reached(t.op, new Set([...ownKeys(t.op), ...t.args.flatMap(arg => [...of(arg)])]))
    known.set(t, found)
    return found
  }
  return of(term)
}

/** Of the operator itself. */
function ownKeys(op: TermOp): readonly KeyVar[] {
  switch (op.op) {
    case 'table':
      return op.value.keys
    case 'params':
      return op.params.keys
    case 'given':
      return op.given.of.keys
    case 'override':
      return [...op.given.of.keys, ...op.where.keys]
    case 'source':
    case 'bars':
    case 'book':
      return op.instrument.is.keys
    case 'disconnected':
    case 'stale':
    case 'latency':
      return op.venue.keys
    case 'convert':
      return op.to.kind === 'part' ? [op.to.of] : []
    default:
      return []
  }
}

/** What is left of them: a name replaces its own by the reader's, an aggregate binds one. */
function reached(op: TermOp, keys: ReadonlySet<KeyVar>): ReadonlySet<KeyVar> {
  if (op.op === 'over') return new Set([...keys].filter(key => key !== op.key))
  if (op.op !== 'ref') return keys
  const of: Static<undefined> = { keys: [...keys], at: () => undefined }
  return new Set(substitute(of, op.keys).keys)
}
