import type { Action, Trade } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import type { Rule } from './rule.ts'

/** Every trade ends by time or by loss; one that is only worked for a time says what is left when it is over. */
export const everyTradeEnds: Rule = ({ acting }, say) => {
  const check = (actions: readonly Action<Terms>[], span: readonly [string, number, number]) => {
    for (const action of actions)
      if (action.kind === 'trade' && !ends(action)) say('HVT2404', span, { what: `trade \`${action.name ?? ''}\`` })
  }
  for (const { actions, span } of acting.reactions) check(actions, span)
  for (const { states, span } of acting.cycles) for (const state of states) check(state.actions, span)
}

const bounds: ReadonlySet<string> = new Set(['after', 'at', 'stop', 'trail'])

function ends({ exit, terms }: Trade<Terms>): boolean {
  return exit.some(({ kind }) => bounds.has(kind)) || (exit.length === 0 && terms.within !== undefined)
}
