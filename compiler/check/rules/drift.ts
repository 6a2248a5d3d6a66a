import { unwrap } from '../../program/term.ts'
import type { Rule } from './rule.ts'

/** A detector of drift fires on flat streams too: alone it is no reason to learn anew. */
export const driftHasWitness: Rule = ({ program }, say) => {
  for (const { event, when, actions } of program.acting.reactions) {
    const { op } = unwrap(event)
    const retrain = actions.find(action => action.kind === 'retrain')
    if (retrain && !when && op.op === 'rising' && op.name === 'drift')
      say('HVT2511', event.span, { model: retrain.model })
  }
}
