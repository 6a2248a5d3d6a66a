import type { State } from '../../ir/acting.ts'
import type { Terms } from '../../program/acting.ts'
import type { Rule } from './rule.ts'

/**
 * Every state has a way out in time. The first, the state of rest, needs none if it begins nothing; a maker's, whose quotes
 * fall under `absent`, has its clock there.
 */
export const everyStateEnds: Rule = ({ acting }, say) => {
  for (const { name, states } of acting.cycles)
    for (const [k, state] of states.entries())
      if (!state.partial && !ends(state, k === 0)) say('HVT2403', state.span, { state: state.name, cycle: name })
}

function ends({ exits, actions }: State<Terms>, isRest: boolean): boolean {
  if (exits.some(({ kind }) => kind === 'after' || kind === 'at')) return true
  if (actions.some(({ kind }) => kind === 'trade' || kind === 'transfer')) return false
  const quotes = actions.some(({ kind }) => kind === 'quote')
  return quotes ? exits.some(({ kind }) => kind === 'absent') : isRest
}
