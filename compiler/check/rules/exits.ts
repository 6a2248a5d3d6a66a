import type { Term } from '../../program/term.ts'
import type { Say } from '../report.ts'
import { boundsOf, implies, type Knowing } from './bounds.ts'
import { conditionAt, conjuncts, exitConditions } from './conditions.ts'
import { paramRanges } from './params.ts'
import { rangesOf } from './ranges.ts'
import type { Rule } from './rule.ts'
import { sameness } from './same.ts'

/** What begins a trade or leads to a state is no reason to leave it. */
export const exitsAreNotEntries: Rule = (subject, say) => {
  const { acting } = subject.program
  const knowing: Knowing = { rangeOf: rangesOf(paramRanges(subject)), name: sameness() }
  for (const { event, when, actions } of acting.reactions) {
    const entry = [conditionAt(event), when].flatMap(term => term ?? [])
    for (const action of actions)
      if (action.kind === 'trade') tell('a trade begins', entry, exitConditions(action.exit), knowing, say)
  }
  for (const { states } of acting.cycles)
    for (const { exits } of states)
      for (const { kind, condition, to } of exits) {
        const next = states[to]
        if (kind === 'when' && next)
          tell(`state \`${next.name}\` is entered`, [condition], exitConditions(next.exits), knowing, say)
      }
}

/** Each way out that follows from what is true at the beginning. */
function tell(when: string, entry: readonly Term[], exits: readonly Term[], knowing: Knowing, say: Say): void {
  const names = new Set(entry.flatMap(conjuncts).map(knowing.name))
  const bounds = entry.flatMap(term => boundsOf(term, knowing))
  const follows = (term: Term): boolean => {
    if (names.has(knowing.name(term))) return true
    const [bound] = boundsOf(term, knowing, true)
    return bound !== undefined && bounds.some(one => implies(one, bound))
  }
  for (const exit of exits) {
    if (entry.length === 0 || !conjuncts(exit).every(follows)) continue
    const labels = entry.map(({ span }) => ({ span, text: 'true at its beginning' }))
    say('HVT2506', exit.calls[0] ?? exit.span, { when }, labels)
  }
}
