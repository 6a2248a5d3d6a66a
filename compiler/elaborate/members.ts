import type { Ident, Span } from '../../grammar/ast/index.ts'
import { suggest } from '../../grammar/diagnostics/nearest.ts'
import { assignment, instances } from '../program/instances.ts'
import { map } from '../program/keys.ts'
import type { InstrumentRef, Term } from '../program/term.ts'
import { plain } from '../program/unit.ts'
import { error, kindText, type RecordValue, type Value } from '../program/value.ts'
import { assetOf, baseOf } from './assets.ts'
import { bars } from './bars.ts'
import { book } from './book.ts'
import { bookFunction } from './book_functions.ts'
import { type Context, fail, type Scope, scalar, term } from './context.ts'
import { sourceParts } from './declared_sources.ts'
import { marketParts } from './market_streams.ts'
import { session, venueItself, venueOf } from './sessions.ts'

/** `x.name`: a part of a record, a key or an instrument. */
export function member(context: Context, of: Value, name: Ident, scope: Scope): Value {
  if (of.kind === 'error') return error
  if (of.kind === 'instrument' && name.name === 'bars') return bars(context, of.ref, scope)
  const parts = partsOf(context, of, name.span, scope)
  const part = parts.get(name.name)
  if (part) return part()
  const method = bookFunction(context, of, name, scope)
  if (method) return method
  if (of.kind === 'instrument' && laterStreams.has(name.name))
    return fail(context, 'HVT2011', scope, name.span, { what: `\`.${name.name}\`` })
  const known = [...parts.keys()].join(', ')
  return fail(context, 'HVT2009', scope, name.span, {
    of: kindText(of),
    name: name.name,
    known,
    ...suggest(name.name, parts.keys()),
  })
}

type Parts = ReadonlyMap<string, () => Value>

const laterStreams = new Set(['perps'])

function partsOf(context: Context, of: Value, span: Span, scope: Scope): Parts {
  switch (of.kind) {
    case 'record':
      return of.fields
    case 'source':
      return sourceParts(context, of, span, scope)
    case 'venue':
      return new Map<string, () => Value>([
        ['fees', () => fees(context, of.is, span, scope)],
        ['session', () => session(venueItself(of.key, of.is), span, scope)],
        ['latency', () => scalar({ op: 'latency', venue: of.is }, [], 'number', span, scope)],
      ])
    case 'symbol':
      return new Map([
        ['base', () => baseOf(of)],
        [
          'quote',
          () =>
            assetOf(
              of.quote,
              map(of.is, s => s.quote),
            ),
        ],
      ])
    case 'instrument':
      return new Map<string, () => Value>([
        ['quote', () => quote(of.ref, span, scope)],
        ['ticker', () => ticker(of.ref, span, scope)],
        ['book', () => book(of.ref, span, scope)],
        ['trades', () => trades(of.ref, span, scope)],
        ['pool', () => pool(of.ref, span, scope)],
        ['session', () => session(venueOf(of.ref), span, scope)],
        ...marketParts(context, of.ref, span, scope),
        ['fees', () => fees(context, of.ref.venue, span, scope)],
        ['base', () => baseOf(of)],
      ])
    default:
      return new Map()
  }
}

function fees(context: Context, venue: InstrumentRef['venue'], span: Span, scope: Scope): Value {
  const fee = (side: 'maker' | 'taker') => (): Value => {
    for (const tuple of instances(venue.keys)) {
      const { name, fees } = venue.at(assignment(venue.keys, tuple))
      if (Number.isNaN(fees[side])) return fail(context, 'HVT2110', scope, span, { venue: name, side })
    }
    return scalar({ op: 'table', value: map(venue, v => v.fees[side]), unit: plain }, [], 'number', span, scope)
  }
  const fields = new Map([
    ['maker', fee('maker')],
    ['taker', fee('taker')],
  ])
  return { kind: 'record', what: 'the fees of a venue', fields }
}

/** The best bid and ask: a level. `mid` is their mean. */
function quote(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const field = (name: 'bid' | 'bid_size' | 'ask' | 'ask_size'): Term =>
    term({ op: 'source', instrument, stream: 'quote', field: name }, [], 'number', span, scope)
  const half = term({ op: 'constant', value: 0.5, unit: plain, bare: false }, [], 'number', span, scope)
  const times = (a: Term, b: Term) => term({ op: 'pointwise', fn: 'mul' }, [a, b], 'number', span, scope)
  const plus = (a: Term, b: Term) => term({ op: 'pointwise', fn: 'add' }, [a, b], 'number', span, scope)
  const fields: [string, () => Term][] = [
    ['bid', () => field('bid')],
    ['bid_size', () => field('bid_size')],
    ['ask', () => field('ask')],
    ['ask_size', () => field('ask_size')],
    ['mid', () => times(plus(field('bid'), field('ask')), half)],
  ]
  return { kind: 'record', what: 'a quote', fields: scalars(fields), event: field('bid') }
}

/** The venue's messages of its best prices: a level that ticks with each, changed or not. */
function ticker(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const field = (name: 'bid' | 'ask') => (): Term =>
    term({ op: 'source', instrument, stream: 'ticker', field: name }, [], 'number', span, scope)
  const fields = scalars([
    ['bid', field('bid')],
    ['ask', field('ask')],
  ])
  return { kind: 'record', what: 'a ticker', fields, event: field('bid')() }
}

/** Single trades: events. `side` is +1 for an aggressive buy, -1 for an aggressive sell. */
function trades(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const field = (name: 'price' | 'qty' | 'side'): Term =>
    term({ op: 'source', instrument, stream: 'trades', field: name }, [], 'number', span, scope)
  const times = (a: Term, b: Term) => term({ op: 'pointwise', fn: 'mul' }, [a, b], 'number', span, scope)
  const notional = () => times(field('price'), field('qty'))
  const fields: [string, () => Term][] = [
    ['price', () => field('price')],
    ['qty', () => field('qty')],
    ['side', () => field('side')],
    ['notional', notional],
    ['signed_qty', () => times(field('side'), field('qty'))],
    ['signed_notional', () => times(field('side'), notional())],
  ]
  return { kind: 'record', what: 'a stream of trades', fields: scalars(fields), event: field('price') }
}

/** A pool of two tokens: a level, the liquidity that is in range. It has no book and no quote. */
function pool(instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const liquidity = (): Term =>
    term({ op: 'source', instrument, stream: 'pool', field: 'liquidity' }, [], 'number', span, scope)
  return { kind: 'record', what: 'a pool', fields: scalars([['liquidity', liquidity]]), event: liquidity() }
}

function scalars(fields: readonly [string, () => Term][]): Parts {
  return new Map(fields.map(([name, make]) => [name, () => ({ kind: 'scalar', term: make() }) as const]))
}
