import type { Expr, Source, Span } from '../../grammar/ast/index.ts'
import { fixed, type InstrumentMember, map, type VenueMember } from '../program/keys.ts'
import type { InstrumentRef, ScalarType } from '../program/term.ts'
import { divide, plain, seconds, type Unit, unitOf } from '../program/unit.ts'
import { error, kindText, type RecordValue, type SourceColumn, type Value } from '../program/value.ts'
import { baseOf } from './assets.ts'
import { micros } from './constant.ts'
import { type Context, fail, type Scope, term } from './context.ts'
import { venueItself } from './sessions.ts'
import { checkNames, fields } from './settings.ts'
import { rateOf } from './venues.ts'

type SourceValue = Extract<Value, { kind: 'source' }>

/** `source social = kafka("social") { key: ticker, columns: { ticker: text, mood: number }, at: time, silent: 1h }` */
export function source(context: Context, decl: Source, scope: Scope): Value {
  const { name, is, settings } = decl
  const carrier = is.kind === 'call' && is.of.kind === 'name' ? is.of.name : undefined
  const [topic] = is.kind === 'call' && is.args.length === 1 ? is.args : []
  const text = topic?.kind === 'positional' && topic.value.kind === 'text' ? topic.value.parts.join('') : undefined
  if (carrier === undefined || text === undefined)
    return fail(context, 'HVT2171', scope, is.span, { source: name.name })
  checkNames(context, settings, settingNames, 'a source', scope)
  const given = fields(settings)
  const lacks = (setting: string, example: string) =>
    fail(context, 'HVT2173', scope, name.span, { source: name.name, setting, example })

  const [silent, late, rate] = ['silent', 'lateness', 'rate'].map(setting => given.get(setting))
  if (!given.has('columns')) return lacks('columns', 'columns: { mood: number }')
  if (!silent) return lacks('silent', 'silent: 1h')
  const silence = micros(context, context.expression(silent, scope), scope, silent.span, '`silent`')
  const lateness = late ? micros(context, context.expression(late, scope), scope, late.span, '`lateness`') : 0
  const perSecond = rate && rateOf(context, rate, scope)
  const key = given.get('key')
  const columns = columnsOf(context, given.get('columns')!, key, scope)
  const [at, known] = [given.get('at'), given.get('known')].map(of => of && word(context, of, scope))
  if (silence === undefined || lateness === undefined || !columns || (rate && perSecond === undefined)) return error
  if (at === '' || known === '') return error
  const venue: VenueMember = {
    kind: 'venue',
    name: name.name,
    adapter: carrier,
    silent: silence,
    lateness,
    fees: { maker: Number.NaN, taker: Number.NaN },
    rate: perSecond,
    means: new Map(),
    levels: undefined,
    pricesOnly: true,
    trading: untraded,
    declared: name.span,
    messages: {
      topic: text,
      key: key?.kind === 'name' ? key.name : null,
      columns: columns.map(column => column.name),
      at: at ?? null,
      known: known ?? null,
    },
  }
  return { kind: 'source', venue, columns }
}

const settingNames = new Set('key columns at known lateness silent rate'.split(' '))

/** The field of the messages that a setting names; empty after a mistake. */
function word(context: Context, expr: Expr, scope: Scope): string {
  if (expr.kind === 'name') return expr.name
  fail(context, 'HVT2101', scope, expr.span, {
    what: 'a time of a source',
    wanted: 'the name of a field (`time`), or `received`',
    found: 'something else',
  })
  return ''
}

/** The columns that are values: all but the key, which is the one text. Undefined after a mistake. */
function columnsOf(
  context: Context,
  expr: Expr,
  key: Expr | undefined,
  scope: Scope,
): readonly SourceColumn[] | undefined {
  const entries = expr.kind === 'record' ? expr.fields : []
  checkNames(context, { fields: entries }, new Set(entries.map(e => e.name.name)), '`columns`', scope)
  const keyed = entries.find(e => key?.kind === 'name' && e.name.name === key.name)
  if (key && !(keyed?.value.kind === 'name' && keyed.value.name === 'text'))
    return void fail(context, 'HVT2172', scope, key.span, { column: context.text(key.span), is: 'key' })
  const columns = entries
    .filter(e => e !== keyed)
    .map(({ name, value }): SourceColumn | undefined => {
      const known = columnType(value)
      if (known) return { name: name.name, ...known }
      const is = value.kind === 'name' && value.name === 'text' ? 'text' : 'unknown'
      return void fail(context, 'HVT2172', scope, value.span, { column: name.name, is })
    })
  if (columns.includes(undefined)) return undefined
  if (columns.length > 0) return columns.flatMap(column => column ?? [])
  const wanted = 'a record with at least one value (`{ mood: number }`)'
  return void fail(context, 'HVT2101', scope, expr.span, { what: '`columns`', wanted, found: 'none' })
}

function columnType(expr: Expr): { readonly type: ScalarType; readonly unit: Unit } | undefined {
  const asset = (name: string) => unitOf({ kind: 'asset', name })
  if (expr.kind === 'asset') return { type: 'number', unit: asset(expr.name) }
  // As `2[USD/BTC]`: so many of the first for one of the second.
  if (expr.kind === 'symbol' && !expr.suffix)
    return { type: 'number', unit: divide(asset(expr.base), asset(expr.quote)) }
  return expr.kind === 'name' ? words[expr.name] : undefined
}

const words: Readonly<Record<string, { readonly type: ScalarType; readonly unit: Unit }>> = {
  number: { type: 'number', unit: plain },
  ratio: { type: 'number', unit: plain },
  duration: { type: 'number', unit: seconds },
  bool: { type: 'bool', unit: plain },
  time: { type: 'time', unit: plain },
}

/** `social[t]`: what the source says of a key. Assets are keys by their names; symbols and instruments by those of their bases. */
export function keyedSource(
  context: Context,
  of: SourceValue,
  keys: readonly Value[],
  span: Span,
  scope: Scope,
): Value {
  const { venue } = of
  const [first] = keys
  const asset = first?.kind === 'symbol' || first?.kind === 'instrument' ? baseOf(first) : first
  if (keys.length !== 1 || !venue.messages?.key || asset?.kind !== 'asset') {
    const wanted = venue.messages?.key ? 'one asset, symbol or instrument' : 'nothing'
    const what = `source \`${venue.name}\``
    return fail(context, 'HVT2007', scope, span, { what, wanted, found: keys.map(kindText).join(', ') })
  }
  const itself = venueItself({ member: venue }, fixed(venue))
  const is = map(asset.is, (name): InstrumentMember => {
    return { kind: 'instrument', venue, symbol: { kind: 'symbol', base: name, quote: '', suffix: '' } }
  })
  return messages(of, { ...itself, is, keys: [...itself.keys, asset.key] }, span, scope)
}

/** `social.mood`: a column of a source without keys. */
export function sourceParts(context: Context, of: SourceValue, span: Span, scope: Scope): RecordValue['fields'] {
  const { venue } = of
  const key = venue.messages?.key
  const { fields: parts } = messages(of, venueItself({ member: venue }, fixed(venue)), span, scope)
  if (!key) return parts
  const told = (): Value => fail(context, 'HVT2006', scope, span, { name: venue.name, keys: key })
  return new Map([...parts.keys()].map(column => [column, told] as const))
}

/** Levels that tick with each message, changed or not. */
function messages({ venue, columns }: SourceValue, instrument: InstrumentRef, span: Span, scope: Scope): RecordValue {
  const column = ({ name, type, unit }: SourceColumn) =>
    term({ op: 'source', instrument, stream: 'message', field: name, unit }, [], type, span, scope)
  const parts = columns.map(c => [c.name, (): Value => ({ kind: 'scalar', term: column(c) })] as const)
  return { kind: 'record', what: `a message of \`${venue.name}\``, fields: new Map(parts), event: column(columns[0]!) }
}

const untraded: VenueMember['trading'] = {
  margin: undefined,
  leverage: undefined,
  positions: undefined,
  calendar: undefined,
  prices: undefined,
  liquidationSide: undefined,
  feesIn: undefined,
  perShare: undefined,
}
