import type { GivenTrade, GivenValue } from '../../grammar/ast/index.ts'
import type { Happening } from '../ir/testing.ts'
import { substitute } from '../program/substitute.ts'
import type { Term } from '../program/term.ts'
import type { RecordValue, Value } from '../program/value.ts'
import { messages, type Telling } from './messages.ts'
import { type Channel, channelBelow, every } from './reached.ts'

/** The event of the first fill of a trade, by which its age is known; undefined for what is no trade. */
export function fillOf(value: Value): Channel | undefined {
  const age = value.kind === 'record' && value.what === 'a trade' ? value.fields.get('age')?.() : undefined
  return age?.kind === 'scalar' ? eventBelow(age.term) : undefined
}

function eventBelow({ op, args }: Term): Channel | undefined {
  if (op.op === 'since') return channelBelow(args[0]!)
  const inner = op.op === 'ref' ? eventBelow(args[0]!) : undefined
  return inner && op.op === 'ref' ? { ...inner, of: substitute(inner.of, op.keys) } : inner
}

/** What a trade says of itself; that it has an entry, or nothing else, says that it is filled. */
export function trades(told: Telling, value: RecordValue, fill: Channel): readonly Happening[] {
  const { events } = told.of
  if (!events) return messages(told, value, undefined)
  const spoken = events.filter(event => fieldsOf(event)?.length !== 0)
  const said = spoken.length > 0 ? messages({ ...told, of: { ...told.of, events: spoken } }, value, undefined) : []
  const fills = events.filter(isFill).flatMap(({ at }) =>
    every(fill.of).map((of): Happening => {
      return { kind: 'message', time: at.micros, what: fill.what, of, says: {}, fires: fill.field }
    }),
  )
  return [...said, ...fills]
}

function isFill(event: GivenValue | GivenTrade): boolean {
  const fields = fieldsOf(event)
  return fields !== undefined && (fields.length === 0 || fields.includes('entry'))
}

function fieldsOf(event: GivenValue | GivenTrade): readonly string[] | undefined {
  return event.kind === 'given_value' && event.is.kind === 'record'
    ? event.is.fields.map(({ name }) => name.name)
    : undefined
}
