import type { Term } from '../../program/term.ts'
import { atom } from '../clock.ts'

/** Operators that are told apart by what is in them as plain data. */
const plainData: ReadonlySet<string> = new Set(
  'now pointwise coalesce present prev window quantile at_row since fresh sample every held ema decay'.split(' '),
)

/** Names terms so that those of one name have one value; what is not known to be the same has names of its own. */
export function sameness(): (term: Term) => string {
  const known = new Map<Term, string>()
  const numbers = new Map<string, number>()
  const of = (term: Term): string => {
    const found = known.get(term)
    if (found !== undefined) return found
    const text = make(term)
    if (!numbers.has(text)) numbers.set(text, numbers.size)
    const name = `#${numbers.get(text)!}`
    known.set(term, name)
    return name
  }

  function make(term: Term): string {
    const { op, args } = term
    if (op.op === 'ref' && op.keys.size === 0) return of(args[0]!)
    if (op.op === 'constant') return `constant ${op.value}`
    if (op.op === 'param') return `param ${op.param.name}`
    if (op.op === 'source') {
      const { keys, shape } = op.instrument
      return `source ${op.field} ${atom(op.stream, keys, shape).id(new Map())}`
    }
    if (op.op === 'given' && op.given.of.keys.length === 0)
      return `given ${op.given.what} ${op.given.field} ${op.given.of.at(noKeys)}`
    if (plainData.has(op.op)) return `${JSON.stringify(op)} ${args.map(of).join(' ')}`
    return `one ${known.size}`
  }

  return of
}

const noKeys = (): never => {
  throw new Error('a fixed text asked for a key')
}
