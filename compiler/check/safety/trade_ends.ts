import type { Trade } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import type { Rule } from './rule.ts'

/** Every trade ends by time or by loss; one that is only worked for a time says what is left when it is over. */
export const everyTradeEnds: Rule = ({ acting }, say) => {
  const states = acting.cycles.flatMap(cycle => cycle.states)
  for (const action of [...acting.reactions, ...states].flatMap(({ actions }) => actions))
    if (action.kind === 'trade' && !ends(action))
      say('HVT2404', action.span, { what: `trade \`${action.name ?? ''}\`` })
}

const bounds: ReadonlySet<string> = new Set(['after', 'at', 'stop', 'trail'])

function ends({ exit, terms }: Trade<Terms>): boolean {
  return exit.some(({ kind }) => bounds.has(kind)) || (exit.length === 0 && terms.within !== undefined)
}
