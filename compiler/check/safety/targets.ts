import type { Holding } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import { memberText } from '../../program/keys.ts'
import type { InstrumentRef } from '../../program/term.ts'
import type { Rule } from './rule.ts'

/** At one time a holding has one target: those outside of cycles hold always, those of a state while it lasts. */
export const oneTargetEach: Rule = ({ acting }, say) => {
  const always = acting.standing.flatMap(({ act, span }) => (act.kind === 'target' ? [{ of: act.of, span }] : []))
  tell([], always)
  for (const { states, span } of acting.cycles)
    for (const { actions } of states)
      tell(
        always,
        actions.flatMap(act => (act.kind === 'target' ? [{ of: act.of, span }] : [])),
      )

  function tell(before: readonly TargetAt[], targets: readonly TargetAt[]): void {
    const seen = new Set(before.map(({ of }) => nameOf(of)))
    for (const { of, span } of targets) {
      if (seen.has(nameOf(of))) say('HVT2405', span, { what: nameOf(of) })
      seen.add(nameOf(of))
    }
  }
}

interface TargetAt {
  readonly of: Holding<Terms>
  readonly span: readonly [string, number, number]
}

/** Two that are written alike are one; keys go by their names, which are unique where both stand. */
function nameOf(of: Holding<Terms>): string {
  if (of.kind === 'position') return `the position at \`${instrumentName(of.on)}\``
  const names = [...new Set([...of.venue.keys, ...of.asset.keys].map(key => key.name))]
  const fixed = names.length === 0 ? `${of.venue.at(noKeys)}, ${of.asset.at(noKeys)}` : names.join(', ')
  return `what is owned (\`${fixed}\`)`
}

function instrumentName({ keys, shape }: InstrumentRef): string {
  const names = keys.map(key =>
    'var' in key ? `${key.var.name}${key.part ? `.${key.part}` : ''}` : memberText(key.member),
  )
  return names.join(' ') + shape
}

const noKeys = (): never => {
  throw new Error('a fixed text asked for a key')
}
