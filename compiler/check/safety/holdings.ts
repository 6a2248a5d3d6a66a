import type { Holding } from '../../ir/orders.ts'
import type { Terms } from '../../program/acting.ts'
import { type Assignment, memberText } from '../../program/keys.ts'
import type { InstrumentRef } from '../../program/term.ts'

/** What one instance of a target sets: equal texts are one holding. */
export function holdingAt(of: Holding<Terms>, at: Assignment): string {
  if (of.kind === 'position') return `position ${memberText(of.on.is.at(at))}`
  return `owned ${of.venue.at(at)} ${of.asset.at(at)}`
}

/** As the target names it: keys by their names. */
export function nameOf(of: Holding<Terms>): string {
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
