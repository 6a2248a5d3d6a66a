import type { Cycle } from '../../ir/acting.ts'
import type { Terms } from '../../program/acting.ts'
import type { Term } from '../../program/term.ts'
import type { Rule } from './rule.ts'

/** Every state but the first is led to by another. */
export const everyStateIsEntered: Rule = ({ acting }, say) => {
  for (const { name, states, span } of acting.cycles) {
    const entered = new Set([0, ...states.flatMap(({ exits }) => exits.map(({ to }) => to))])
    for (const [k, state] of states.entries())
      if (!entered.has(k)) say('HVT2409', span, { state: state.name, cycle: name })
  }
}

/** Two cycles of which each leaves rest by what the other does may both leave it in one step. */
export const cyclesDoNotRace: Rule = ({ acting }, say) => {
  const reads = acting.cycles.map(cycle => readByRest(cycle))
  for (const [a, first] of acting.cycles.entries())
    for (const [b, second] of acting.cycles.entries())
      if (a < b && reads[a]!.has(second.name) && reads[b]!.has(first.name))
        say('HVT2408', second.span, { first: first.name, second: second.name })
}

/** Cycles that the ways out of the first state read. */
function readByRest({ states }: Cycle<Terms>): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<Term>()
  const visit = (of: Term): void => {
    if (seen.has(of)) return
    seen.add(of)
    if (of.op.op === 'given' && of.op.given.what.startsWith('cycle '))
      found.add(of.op.given.what.slice('cycle '.length))
    of.args.forEach(visit)
  }
  for (const { condition } of states[0]?.exits ?? []) visit(condition)
  return found
}
