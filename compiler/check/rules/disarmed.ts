import type { Term } from '../../program/term.ts'
import { decidingConditions } from './conditions.ts'
import { paramRanges } from './params.ts'
import { isFalse, isTrue, type Range, rangesOf } from './ranges.ts'
import type { Rule } from './rule.ts'

/**
 * In risk, what is not known counts as danger: a veto or halt acts on true or unknown, a limit holds only when known to hold.
 * Whoever gives the unknown a harmless value switches the protection off just when it is blind.
 */
export const riskStaysArmed: Rule = (subject, say) => {
  const params = paramRanges(subject)
  const fallback: (term: Term) => Range = rangesOf(params, term => {
    if (term.op.op === 'coalesce') return fallback(term.args[1]!)
    return term.op.op === 'present' ? { low: 0, high: 0 } : undefined
  })
  for (const { term, what, risk } of decidingConditions(subject.program))
    if (risk && !protects(fallback(term), risk))
      for (const part of disarmed(term, risk === 'forbids')) say('HVT3103', part.span, { what })

  /** Parts that are harmless while what they read is absent; `acts`: on true. */
  function disarmed(term: Term, acts: boolean): readonly Term[] {
    const { op, args } = term
    if (op.op === 'ref') return disarmed(args[0]!, acts)
    if (op.op === 'pointwise' && (op.fn === 'and' || op.fn === 'or')) return args.flatMap(arg => disarmed(arg, acts))
    if (op.op === 'pointwise' && op.fn === 'not') return disarmed(args[0]!, !acts)
    if (op.op === 'held') return disarmed(args[0]!, acts)
    const guard = guardIn(term)
    const harmless = acts ? isFalse : isTrue
    return guard && harmless(fallback(term)) ? [guard] : []
  }
}

/** Whether another part of the condition acts while what is guarded is absent. */
const protects = (range: Range, risk: 'forbids' | 'permits') => (risk === 'forbids' ? isTrue : isFalse)(range)

/** The first `??` or `present` of an expression. */
function guardIn(term: Term): Term | undefined {
  if (term.op.op === 'coalesce' || term.op.op === 'present') return term
  if (term.op.op !== 'pointwise' && term.op.op !== 'ref') return undefined
  for (const arg of term.args) {
    const found = guardIn(arg)
    if (found) return found
  }
  return undefined
}
