import type { Expr, GivenTrade } from '../../grammar/ast/index.ts'
import { fail } from '../elaborate/context.ts'
import { member } from '../elaborate/members.ts'
import { bookKinds, type StreamName, streams } from '../ir/streams.ts'
import type { Happening, Said } from '../ir/testing.ts'
import { symbolText } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import { kindText, type RecordValue, type Value } from '../program/value.ts'
import { refused, said, type Telling } from './messages.ts'
import { every, sourceBelow } from './reached.ts'
import { saidOf } from './values.ts'

/** Events of a market: quotes, trades, books and what else a venue says. */
export function market(told: Telling, value: RecordValue): readonly Happening[] {
  const { context, of, scope } = told
  const source = sourceBelow(value.event!)
  if (!source) return refused(context, of, value, scope)
  const { stream, instrument } = source
  // Columns of a declared source are not known by their stream.
  if (stream === 'message') return refused(context, of, value, scope)
  return said(told).flatMap(([time, is]): readonly Happening[] => {
    const numbers = value.book ? bookOf(told, value, is) : numbersOf(told, value, is, stream)
    if (!numbers) return []
    return every(instrument.is).map(({ venue, symbol }) => {
      return { kind: 'event', time, venue: venue.name, symbol: symbolText(symbol), stream, fields: numbers }
    })
  })
}

/** One number of a market, such as a tick: what else is known of the stream stays. */
export function marketNumber(told: Telling, of: Term): readonly Happening[] {
  const { stream, instrument, field } = sourceBelow(of)!
  return said(told).flatMap(([time, is]): readonly Happening[] => {
    const x = is.kind === 'given_trade' ? undefined : saidOf(told.context, is, of, told.given, told.scope)
    if (typeof x !== 'number') return []
    const fields = streams[stream].map(name => (name === field ? x : null))
    return every(instrument.is).map(({ venue, symbol }) => {
      return { kind: 'event', time, venue: venue.name, symbol: symbolText(symbol), stream, fields, part: true }
    })
  })
}

/** `{ bids: [[100, 3]], asks: [[101, 1]] }`: the whole book; a level of size 0 is none. */
function bookOf(told: Telling, value: RecordValue, is: Expr | GivenTrade): readonly number[] | undefined {
  const { context, scope } = told
  const wrong = () =>
    void fail(context, 'HVT2101', scope, is.span, {
      what: '`given` of a book',
      wanted: '`{ bids: [[price, size]], asks: [[price, size]] }`',
      found: 'something else',
    })
  if (is.kind !== 'record' || is.fields.some(({ name }) => name.name !== 'bids' && name.name !== 'asks')) return wrong()
  const numbers: number[] = [bookKinds.snapshot]
  for (const [name, side] of [
    ['bids', 1],
    ['asks', -1],
  ] as const) {
    const list = is.fields.find(field => field.name.name === name)?.value
    if (list && list.kind !== 'list') return wrong()
    const levels = (list?.items ?? []).map(level => {
      const [price, size] = level.kind === 'list' ? level.items : []
      if (!price || !size) return undefined
      return [number(told, value, 'bid', price), number(told, value, 'bid_size', size)]
    })
    if (levels.some(level => typeof level?.[0] !== 'number' || typeof level[1] !== 'number')) return wrong()
    const best = (levels as number[][]).filter(([, size]) => size! > 0).toSorted(([a], [b]) => side * (b! - a!))
    numbers.push(...best.flatMap(([price, size]) => [side, price!, size!]))
  }
  return numbers
}

function numbersOf(told: Telling, value: RecordValue, is: Expr | GivenTrade, stream: StreamName) {
  const fields = fieldsOf(told, value, is, stream)
  return fields && streams[stream].map(name => (typeof fields[name] === 'number' ? fields[name] : null))
}

function fieldsOf(told: Telling, value: RecordValue, is: Expr | GivenTrade, stream: StreamName): Said | undefined {
  const { context, scope } = told
  if (is.kind === 'given_trade' && (stream === 'trades' || stream === 'liquidations')) {
    const price = number(told, value, 'price', is.price)
    const qty = number(told, value, 'qty', is.quantity)
    return price === undefined || qty === undefined ? undefined : { price, qty, side: is.side === 'buy' ? 1 : -1 }
  }
  if (is.kind !== 'record') {
    const found = is.kind === 'given_trade' ? 'a trade' : kindText(context.expression(is, scope))
    fail(context, 'HVT2101', scope, is.span, { what: '`given` here', wanted: `${value.what} in braces`, found })
    return undefined
  }
  const fields: Record<string, number | string | null> = {}
  for (const { name, value: expr } of is.fields) {
    const part = member(context, value, name, scope)
    if (part.kind === 'error') return undefined
    if (!(streams[stream] as readonly string[]).includes(name.name)) {
      const known = streams[stream].join(', ')
      fail(context, 'HVT2009', scope, name.span, {
        of: `a given ${stream}`,
        name: name.name,
        known,
        suggestion: undefined,
      })
      return undefined
    }
    const given = number(told, value, name.name, expr)
    if (given === undefined) return undefined
    fields[name.name] = given
  }
  return fields
}

function number(told: Telling, value: Value, name: string, expr: Expr): number | string | null | undefined {
  const part = value.kind === 'record' ? value.fields.get(name)?.() : undefined
  return part?.kind === 'scalar' ? saidOf(told.context, expr, part.term, told.given, told.scope) : undefined
}
