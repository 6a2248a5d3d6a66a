import type { Said } from '../../compiler/ir/testing.ts'
import type { Wire } from './wire.ts'

/** What is 0 of an account that holds nothing and did nothing yet; money that it was given is not known. */
const zero: ReadonlyMap<string, readonly string[]> = new Map([
  ['account', ['gross', 'net', 'profit', 'drawdown', 'leverage']],
  ['position', ['qty', 'notional', 'funding', 'profit']],
  ['exposure', ['notional']],
  ['owned', ['amount']],
  ['holdings', ['amount']],
  ['orders', ['count']],
  ['cancels', ['count']],
])

/** Says the state of an account that holds nothing. */
export function sayEmpty(wire: Wire): void {
  for (const { what, of } of wire.graph.channels) {
    const fields = zero.get(what.replace(/ by .*/, ''))
    if (fields) wire.say(what, of, Object.fromEntries(fields.map(field => [field, 0])))
    if (what.startsWith('account of cycle ')) wire.say(what, of, { working: 0 })
    if (what.startsWith('tasks of cycle ')) wire.say(what, of, { arrived: 0, filled: 0 })
    if (what.startsWith('working ')) wire.say(what, of, { count: 0 })
  }
}

/** What a test says is owned is so for the strategy, and for each of its cycles: a test does not say who bought it. */
export function sayOwned(wire: Wire, what: string, of: string, says: Said): void {
  wire.say(what, of, says)
  if (what !== 'owned' && what !== 'holdings') return
  for (const channel of wire.graph.channels)
    if (channel.what.startsWith(`${what} by `) && (channel.of === of || channel.of.endsWith(` ${of}`)))
      wire.say(channel.what, channel.of, says)
}
