import { fixed } from '../program/keys.ts'
import { error, type Value } from '../program/value.ts'
import { type Argument, arity, type Builtin, type Use, wrong } from './builtin.ts'
import { scalar } from './context.ts'

/** Whether a venue or a declared source is heard of: never absent. */
export const venueHealth: readonly (readonly [string, Builtin])[] = [
  ['stale', { usage: 'stale(venue)', make: stale }],
  ['disconnected', { usage: 'disconnected(venue)', make: disconnected }],
]

/** How long ago the venue's last message came. */
function stale(use: Use): Value {
  const venue = venueOf(use, 'stale(venue)')
  return venue ? scalar({ op: 'stale', venue: venue.is }, [], 'number', use.span, use.scope) : error
}

/** Whether that is as long as the venue's `silent`. */
function disconnected(use: Use): Value {
  const venue = venueOf(use, 'disconnected(venue)')
  return venue ? scalar({ op: 'disconnected', venue: venue.is }, [], 'bool', use.span, use.scope) : error
}

function venueOf(use: Use, usage: string): Pick<Extract<Value, { kind: 'venue' }>, 'is'> | undefined {
  if (!arity(use, 1, usage)) return undefined
  const [arg] = use.args as [Argument]
  if (arg.value.kind === 'venue') return arg.value
  if (arg.value.kind === 'source') return { is: fixed(arg.value.venue) }
  return void wrong(use, arg, 'a venue or a source')
}
