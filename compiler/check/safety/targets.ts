import type { State } from '../../ir/acting.ts'
import type { Target } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import { allKeys, assignment, instances } from '../../program/instances.ts'
import { type KeyScope, type KeyVar, memberText } from '../../program/keys.ts'
import { holdingAt, nameOf } from './holdings.ts'
import type { Rule } from './rule.ts'

/**
 * At one time a holding has one target: those outside of cycles hold always, those of a state while it lasts. Only states of
 * one cycle, with the same keys, exclude each other.
 */
export const oneTargetEach: Rule = ({ acting }, say) => {
  const seen = new Map<string, Setting[]>()
  for (const { act, place } of acting.standing) if (act.kind === 'target') tell(act, place)
  for (const [cycle, { states, place }] of acting.cycles.entries())
    for (const state of states) for (const target of targetsOf(state)) tell(target, place, cycle, state)

  function tell(target: Target<Terms>, place: KeyScope | undefined, cycle?: number, state?: State<Terms>): void {
    const keys = allKeys(place)
    for (const tuple of instances(keys)) {
      const holding = holdingAt(target.of, assignment(keys, tuple))
      const owner = state && [cycle, ...tuple.map(memberText)].join('\n')
      // What is owned is, in a cycle, what it bought itself.
      const own = owner !== undefined && target.of.kind === 'owned' ? `${owner}\n${holding}` : holding
      const before = new Set([holding, own].flatMap(text => seen.get(text) ?? []))
      const other = [...before].find(one => !state || one.owner !== owner || one.state === state)
      if (other) {
        conflict(target, other.target, keys)
        break
      }
      seen.set(own, [...(seen.get(own) ?? []), { target, owner, state }])
    }
  }

  function conflict(target: Target<Terms>, other: Target<Terms>, keys: readonly KeyVar[]): void {
    const what = nameOf(target.of)
    if (target !== other) say('HVT2405', target.span, { what }, { at: other.span, text: 'the other' })
    else say('HVT2405', target.span, { what: `${what} (one for each ${keys.map(key => key.name).join(', ')})` })
  }
}

/** A target in one instance: of which cycle, with its keys, and in which state of it. */
interface Setting {
  readonly target: Target<Terms>
  readonly owner: string | undefined
  readonly state: State<Terms> | undefined
}

function targetsOf({ actions }: State<Terms>): readonly Target<Terms>[] {
  return actions.filter(action => action.kind === 'target')
}
