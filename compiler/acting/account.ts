import type { Call, Ident, Span } from '../../grammar/ast/index.ts'
import { type Context, fail, type Scope, scalar } from '../elaborate/context.ts'
import { fixed, join, map, memberText, type Static } from '../program/keys.ts'
import { divide, plain, seconds, type Unit, unitOf } from '../program/unit.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { assetUnit, fieldsOf, given } from './given.ts'
import { ownerOf } from './scope.ts'

/** Calls that ask for the account: of an instrument, a venue, an asset. */
export const accountCalls: ReadonlyMap<string, (asking: Asking) => Value> = new Map([
  ['position', position],
  ['liquidation_distance', (asking: Asking) => ofInstrument(asking, 'liquidation_distance')],
  ['owned', owned],
  ['holdings', holdings],
  ['balance', (asking: Asking) => ofVenueAndAsset(asking, 'balance')],
  ['withdrawal_fee', (asking: Asking) => ofVenueAndAsset(asking, 'withdrawal_fee')],
  ['transfer_time', transferTime],
  ['value', value],
])

export interface Asking {
  readonly context: Context
  readonly call: Call
  readonly name: string
  readonly scope: Scope
}

/** Numbers of the whole strategy; money is in the reporting asset. */
const money = new Set(['equity', 'gross', 'net', 'profit'])
export const accountWords: ReadonlySet<string> = new Set([...money, 'drawdown', 'leverage'])

export function accountWord(context: Context, { name, span }: Ident, scope: Scope): Value {
  const unit = money.has(name) ? reportingUnit(context, span, scope) : plain
  if (!unit) return error
  const of = given({ what: 'account', of: fixed(''), stream: 'level' }, name, 'number', unit, span, scope)
  return { kind: 'scalar', term: of }
}

/** `strategy x in USD`: what money is counted in. */
export function reportingUnit(context: Context, span: Span, scope: Scope): Unit | undefined {
  const header = context.modules.entry.decls.find(d => d.kind === 'header')
  if (header?.kind === 'header' && header.reporting) return unitOf({ kind: 'asset', name: header.reporting.name })
  // An unread header may say it, and once is enough.
  if (context.refused.has('strategy')) return undefined
  context.refused.add('strategy')
  fail(context, 'HVT2401', scope, span, { strategy: header?.kind === 'header' ? header.name.name : 'x' })
  return undefined
}

/** `position(i).qty`: of this strategy at one instrument. */
function position(asking: Asking): Value {
  const { call, scope } = asking
  const args = values(asking, ['an instrument'])
  const [on] = args ?? []
  if (on?.kind !== 'instrument') return args ? error : error
  const [base, quote] = [assetUnit(on.ref.base), assetUnit(on.ref.quote)]
  const channel = { what: 'position', of: map(on.ref.is, memberText), stream: 'level' as const }
  const units = { qty: base, notional: quote, entry: divide(quote, base), funding: quote, profit: quote }
  return { kind: 'record', what: 'a position', fields: fieldsOf(channel, units, call.span, scope) }
}

function ofInstrument(asking: Asking, field: string): Value {
  const [on] = values(asking, ['an instrument']) ?? []
  if (on?.kind !== 'instrument') return error
  const channel = { what: 'position', of: map(on.ref.is, memberText), stream: 'level' as const }
  return { kind: 'scalar', term: given(channel, field, 'number', plain, asking.call.span, asking.scope) }
}

/** What this cycle or trade bought at a venue and still has there; outside of them, what the strategy did. */
function owned(asking: Asking): Value {
  const [venue, asset] = values(asking, ['a venue', 'an asset']) ?? []
  if (venue?.kind !== 'venue' || asset?.kind !== 'asset') return error
  const where = join(map(venue.is, memberText), asset.is, (v, a) => `${v} ${a}`)
  return holding(asking, 'owned', where, assetUnit(asset.asset))
}

/** What is owned at any venue, and what is on its way between them. */
function holdings(asking: Asking): Value {
  const [asset] = values(asking, ['an asset']) ?? []
  return asset?.kind === 'asset' ? holding(asking, 'holdings', asset.is, assetUnit(asset.asset)) : error
}

function holding({ call, scope }: Asking, what: string, of: Static<string>, unit: Unit): Value {
  const owner = ownerOf(scope)
  const channel = owner
    ? { what: `${what} by ${owner.name}`, of: join(owner.of, of, (by, text) => `${by} ${text}`.trim()) }
    : { what, of }
  return { kind: 'scalar', term: given({ ...channel, stream: 'level' }, 'amount', 'number', unit, call.span, scope) }
}

function ofVenueAndAsset(asking: Asking, what: string): Value {
  const [venue, asset] = values(asking, ['a venue', 'an asset']) ?? []
  if (venue?.kind !== 'venue' || asset?.kind !== 'asset') return error
  const of = join(map(venue.is, memberText), asset.is, (v, a) => `${v} ${a}`)
  const unit = assetUnit(asset.asset)
  const term = given({ what, of, stream: 'level' }, 'amount', 'number', unit, asking.call.span, asking.scope)
  return { kind: 'scalar', term }
}

/** How long a transfer of an asset takes from one venue to another: as measured, or as declared. */
function transferTime(asking: Asking): Value {
  const [from, to, asset] = values(asking, ['a venue', 'a venue', 'an asset']) ?? []
  if (from?.kind !== 'venue' || to?.kind !== 'venue' || asset?.kind !== 'asset') return error
  const way = join(map(from.is, memberText), map(to.is, memberText), (a, b) => `${a} ${b}`)
  const of = join(way, asset.is, (venues, name) => `${venues} ${name}`)
  const channel = { what: 'transfer_time', of, stream: 'level' as const }
  return { kind: 'scalar', term: given(channel, 'seconds', 'number', seconds, asking.call.span, asking.scope) }
}

/** `value(x, USD)`: an amount of one asset as one of another, at the market's rate. */
function value(asking: Asking): Value {
  const { call, scope } = asking
  const [x, asset] = values(asking, ['a number', 'an asset']) ?? []
  if (x?.kind !== 'scalar' || asset?.kind !== 'asset') return error
  return scalar({ op: 'convert', to: asset.asset }, [x.term], 'number', call.span, scope)
}

const kinds: Readonly<Record<string, Value['kind']>> = {
  'an instrument': 'instrument',
  'a venue': 'venue',
  'an asset': 'asset',
  'a number': 'scalar',
}

/** The arguments, each of its kind; undefined where one is not, which is told. */
function values({ context, call, name, scope }: Asking, wanted: readonly string[]): readonly Value[] | undefined {
  const usage = `${name}(${wanted.map(what => what.replace(/^an? /, '')).join(', ')})`
  const given = call.args.map(arg => (arg.kind === 'positional' && !arg.panes ? arg.value : undefined))
  if (given.length !== wanted.length || given.includes(undefined)) {
    const problem = `takes ${wanted.join(' and ')}`
    return void fail(context, 'HVT2102', scope, call.span, { name, problem, usage })
  }
  const found = given.map(expr => context.expression(expr!, scope))
  for (const [i, of] of found.entries()) {
    if (of.kind === 'error' || (of.kind === 'scalar' && of.term.op.op === 'error')) return undefined
    if (of.kind === kinds[wanted[i]!]) continue
    const what = `\`${name}\``
    return void fail(context, 'HVT2101', scope, given[i]!.span, { what, wanted: wanted[i]!, found: kindText(of) })
  }
  return found
}
