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
