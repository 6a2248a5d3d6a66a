import type { Happening } from '../ir/testing.ts'
import { assignment, inScopeOrder, instances } from '../program/instances.ts'
import type { Static } from '../program/keys.ts'
import { type KeyMap, substitute } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'

/** Channels on which a test speaks itself: `what\nof`. */
export type Says = ReadonlySet<string>

export function saysOf(happenings: readonly Happening[]): Says {
  return new Set(happenings.flatMap(h => (h.kind === 'message' ? [`${h.what}\n${h.of}`] : [])))
}

/** Whether an expression reads nothing but what the test says: what it expects of the strategy is nothing. */
export function asksOnly(term: Term, says: Says): boolean {
  const read = reads(term, says, of => of)
  return read.given && !read.more
}

interface Read {
  readonly given: boolean
  /** Something of the market, the engine or time. */
  readonly more: boolean
}
type Under = <T>(of: Static<T>) => Static<T>

function reads({ op, args }: Term, says: Says, under: Under): Read {
  const all = (parts: readonly Term[]): Read => {
    const found = parts.map(part => reads(part, says, under))
    return { given: found.some(f => f.given), more: found.some(f => f.more) }
  }
  switch (op.op) {
    case 'constant':
    case 'table':
    case 'param':
      return { given: false, more: false }
    case 'ref':
      // Another declaration makes something of it.
      if (!['ref', 'override', 'given', 'prev'].includes(args[0]!.op.op)) return { given: false, more: true }
      return reads(args[0]!, says, of => under(substitute(of, op.keys as KeyMap)))
    case 'override':
      return always(under(op.where)) ? { given: true, more: false } : { ...all(args), more: true }
    case 'given': {
      const of = under(op.given.of)
      const said = texts(of).every(text => says.has(`${op.given.what}\n${text}`))
      return { given: said, more: !said }
    }
    case 'source':
    case 'bars':
    case 'every':
    case 'now':
    case 'started':
    case 'since':
    case 'disconnected':
    case 'stale':
    case 'error':
      return { given: false, more: true }
    default:
      return all(args)
  }
}

const always = (where: Static<boolean>) => valuesOf(where).every(is => is)
const texts = (of: Static<string>) => valuesOf(of)

function valuesOf<T>(of: Static<T>): readonly T[] {
  const keys = inScopeOrder(of.keys)
  return instances(keys).map(tuple => of.at(assignment(keys, tuple)))
}
