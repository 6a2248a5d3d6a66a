import { isTrue, rangesOf } from '../check/rules/ranges.ts'
import { sameness } from '../check/rules/same.ts'
import type { Pointwise } from '../ir/pointwise.ts'
import type { Term } from '../program/term.ts'

/** Whether a condition is true whenever it is known: by what its sides can be, or because it asks for a thing or its contrary. */
export function isNeverFalse(condition: Term): boolean {
  const name = sameness()
  const parts = disjuncts(condition)
  const denied = new Set(parts.filter(part => isOf(part, 'not')).map(({ args }) => name(args[0]!)))
  const isOne = ({ op, args }: Term) =>
    op.op === 'pointwise' && reflexive.has(op.fn) && name(args[0]!) === name(args[1]!)
  return isTrue(rangesOf(new Map())(condition)) || parts.some(part => denied.has(name(part)) || isOne(part))
}

/** True of a thing and itself. */
const reflexive: ReadonlySet<Pointwise> = new Set(['eq', 'le', 'ge'])

function disjuncts(term: Term): readonly Term[] {
  return isOf(term, 'or') ? term.args.flatMap(disjuncts) : [term]
}

const isOf = ({ op }: Term, fn: Pointwise) => op.op === 'pointwise' && op.fn === fn
