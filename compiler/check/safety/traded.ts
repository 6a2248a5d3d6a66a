import type { Action, Holding } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import { assignment, inScopeOrder, instances } from '../../program/instances.ts'
import { memberText, type Static } from '../../program/keys.ts'
import type { Program } from '../../program/program.ts'
import type { Given } from '../../program/term.ts'

/** Everything that orders change. */
export function tradedBy({ acting }: Program): readonly Holding<Terms>[] {
  const states = acting.cycles.flatMap(cycle => cycle.states)
  const actions = [
    ...acting.standing.map(({ act }) => act),
    ...[...acting.reactions, ...states].flatMap(s => s.actions),
  ]
  return [...actions.flatMap(heldBy), ...acting.portfolios.map(({ on }) => ({ kind: 'position' as const, on }))]
}

function heldBy(action: Action<Terms>): readonly Holding<Terms>[] {
  if (action.kind === 'trade') return action.legs.map(({ on }) => ({ kind: 'position', on }))
  if (action.kind === 'quote') return [{ kind: 'position', on: action.on }]
  return action.kind === 'target' ? [action.of] : []
}

/** The first instrument, or asset at a venue, of which none of these readings tells how much is held. */
export function unlimited(traded: readonly Holding<Terms>[], limited: readonly Given[]): string | undefined {
  const known = new Set(limited.flatMap(of => everyText(of.of).map(text => `${of.what.split(' by ')[0]} ${text}`)))
  if (known.size === 0 || wholes.some(whole => [...known].some(text => text.startsWith(whole)))) return undefined
  for (const holding of traded)
    for (const names of everyText(namesOf(holding)))
      if (!names.split('\n').some(name => known.has(name))) return names.split('\n')[0]!.replace(/^\w+ /, '')
  return undefined
}

/** They tell of all that is held. */
const wholes = ['account', 'exposure']

/** What a limit on it can be called, one a line: that of the thing itself comes first. */
function namesOf(holding: Holding<Terms>): Static<string> {
  if (holding.kind === 'owned') {
    const { venue, asset } = holding
    return {
      keys: [...new Set([...venue.keys, ...asset.keys])],
      at: a => [`owned ${venue.at(a)} ${asset.at(a)}`, `holdings ${asset.at(a)}`].join('\n'),
    }
  }
  const { is } = holding.on
  return {
    keys: is.keys,
    at: a => {
      const instrument = is.at(a)
      const { base } = instrument.symbol
      return [`position ${memberText(instrument)}`, `owned ${instrument.venue.name} ${base}`, `holdings ${base}`].join(
        '\n',
      )
    },
  }
}

function everyText({ keys, at }: Static<string>): readonly string[] {
  const scope = inScopeOrder(keys)
  return instances(scope).map(tuple => at(assignment(scope, tuple)))
}
