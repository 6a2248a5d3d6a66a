import type { KeyFold } from '../ir/keys.ts'
import type { Program } from '../program/program.ts'
import type { Term } from '../program/term.ts'
import type { Report } from './report.ts'

/** Says where `??` and `present` guard what needs no guard. */
export function checkPresence(program: Program, report: Report): void {
  const known = new Map<Term, boolean>()

  function always(term: Term): boolean {
    const found = known.get(term)
    if (found !== undefined) return found
    const args = term.args.map(always)
    const result = isAlways(term, args)
    known.set(term, result)
    return result
  }

  function isAlways(term: Term, present: readonly boolean[]): boolean {
    const { op, args } = term
    switch (op.op) {
      case 'constant':
        return !Number.isNaN(op.value)
      case 'param':
      case 'params':
      case 'now':
      case 'disconnected':
      case 'stale':
        return true
      case 'over':
        return op.fold === 'count' || (choosing.has(op.fold) && present[0]!)
      case 'held':
        return present.every(p => p)
      case 'present':
        if (present[0]) report('HVT3101', term, { what: 'what `present` asks for' })
        return true
      case 'coalesce':
        if (present[0]) report('HVT3101', args[0]!, { what: 'what stands before `??`' }, [], term)
        return present[0]! || present[1]!
      case 'ref':
        return present[0]!
      case 'pointwise':
        return total.has(op.fn) && present.every(p => p)
      default:
        return false
    }
  }

  for (const decl of program.streams) {
    if (decl.kind === 'signal') always(decl.event)
    else for (const column of decl.columns) if ('term' in column) always(column.term)
  }
}

/** Folds whose value is one of their inputs: others can overflow. */
const choosing: ReadonlySet<KeyFold> = new Set<KeyFold>(['min', 'max', 'argmin', 'argmax', 'first', 'last'])

/** Functions that are finite for every finite argument. Sums and products can overflow. */
const total: ReadonlySet<string> = new Set(
  'neg abs sign floor ceil min max lt le gt ge eq ne and or not if hour minute weekday day'.split(' '),
)
