import type { Quote } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import { known } from '../../program/known.ts'
import type { Term } from '../../program/term.ts'
import type { Rule } from './rule.ts'

/** A quote whose price moves says how far or how often it is moved after it. */
export const quotesAreCalm: Rule = ({ program: { acting } }, say) => {
  const quotes = [
    ...acting.standing.map(({ act }) => act),
    ...acting.cycles.flatMap(({ states }) => states.flatMap(({ actions }) => actions)),
    ...acting.reactions.flatMap(({ actions }) => actions),
  ].filter((act): act is Quote<Terms> => act.kind === 'quote')
  for (const { terms, side } of quotes) {
    const moving = terms.at.find(price => moves(price))
    if (moving && !terms.values.requote && !terms.values.tolerance) say('HVT2509', moving.span, { side })
  }
}

/** Whether it differs while the quote rests: what was taken at an event does not, nor what is known before. */
function moves(term: Term): boolean {
  if (known(term) !== undefined || term.op.op === 'sample') return false
  if (term.op.op === 'source' || term.op.op === 'given') return true
  return term.args.length === 0 ? false : term.args.some(moves)
}
