import type { Term } from '../../program/term.ts'
import type { Say } from '../report.ts'
import { type Bound, boundsOf, excludes, type Knowing } from './bounds.ts'
import { conjuncts, decidingConditions, plainly } from './conditions.ts'
import { paramRanges } from './params.ts'
import { isFalse, isTrue, type Range, rangesOf } from './ranges.ts'
import type { Rule } from './rule.ts'
import { sameness } from './same.ts'

/** A condition is sometimes true and sometimes not. */
export const conditionsDecide: Rule = (subject, say) => {
  const knowing: Knowing = { rangeOf: rangesOf(paramRanges(subject)), name: sameness() }
  for (const { term, what } of decidingConditions(subject.program)) {
    const range = knowing.rangeOf(term)
    if (isTrue(range)) say('HVT2504', placeOf(term), { what, because: because(term, knowing) })
    else if (isFalse(range)) neverTrue(term, what, knowing, say)
    else contradiction(term, what, knowing, say)
  }
}

/** Told at the part that is never true. */
function neverTrue(term: Term, what: string, knowing: Knowing, say: Say): void {
  const part = conjuncts(term).find(one => isFalse(knowing.rangeOf(one))) ?? term
  say('HVT2503', placeOf(part), { what, because: because(part, knowing) })
}

/** Two parts of which each excludes the other. */
function contradiction(term: Term, what: string, knowing: Knowing, say: Say): void {
  const bounds = boundsOf(term, knowing)
  for (const [k, second] of bounds.entries()) {
    const first = bounds.slice(0, k).find((one: Bound) => excludes(one, second))
    if (!first) continue
    const labels = [{ span: placeOf(first.term), text: 'excludes it' }]
    say('HVT2503', placeOf(second.term), { what, because: 'its parts exclude each other' }, labels)
    return
  }
}

/** Of a comparison: what its sides can be. */
function because(term: Term, { rangeOf }: Knowing): string | undefined {
  const { op, args } = plainly(term)
  if (op.op !== 'pointwise' || args.length !== 2 || args[0]!.type === 'bool' || args[0]!.type === 'choice')
    return undefined
  const [left, right] = args.map(arg => rangeText(rangeOf(arg)))
  return left && right ? `the left side is ${left}, the right side ${right}` : undefined
}

function rangeText({ low, high }: Range): string | undefined {
  if (low === high) return `${low}`
  if (Number.isFinite(low)) return Number.isFinite(high) ? `${low} to ${high}` : `${low} or more`
  return Number.isFinite(high) ? `${high} or less` : undefined
}

const placeOf = ({ calls, span }: Term) => calls[0] ?? span
