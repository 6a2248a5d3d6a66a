import type { Call, Expr, Ident, Universe } from '../../grammar/ast/index.ts'
import { nearest } from '../../grammar/diagnostics/nearest.ts'
import { canonical, type Member, type VenueMember } from '../program/keys.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'
import { standInTriangles, triangleOf } from './triangles.ts'
import { type MembersOf, membersOfFile, membersOfTexts } from './universe-rows.ts'

const usages: Readonly<Record<string, string>> = {
  file: 'file("symbols.csv")',
  top: 'top(50, by: volume_30d, of: x.perps, as_of: rebalance, including: delisted)',
  triangles: 'triangles(v, start: USDT)',
}
/** `x.perps`: all that a venue lists of a kind, and how their symbols end. */
const listings: Readonly<Record<string, string>> = { perps: 'perp', spots: '' }

/** Is it a universe whose members stand elsewhere: in a file, or with a venue? */
export function isOutside(expr: Expr): boolean {
  if (expr.kind === 'call') return expr.of.kind === 'name' && expr.of.name in usages
  return expr.kind === 'member' && expr.name.name in listings
}

/** A universe under a name, or a query that needs none. */
type Declared = Pick<Universe, 'name' | 'of' | 'is'>

/** Round trips say all of their members themselves, so they need no declaration: they go by the name of the query. */
export function undeclared(is: Expr): Ident | undefined {
  const isTriangles = is.kind === 'call' && is.of.kind === 'name' && is.of.name === 'triangles'
  return isTriangles ? { name: 'triangles', span: is.span } : undefined
}

/** `universe symbols: *\/USD = file("symbols.csv")`, `= top(…)`, `= x.perps`, `= triangles(v, start: USDT)`. */
export function outside(context: Context, decl: Declared, scope: Scope): Value {
  const name = decl.name.name
  context.outside.known.add(name)
  const wanted = membersOf(context, decl, scope)
  if (!wanted) return error
  const given = context.outside.given.get(name)
  const universe = given ? membersOfTexts(context, name, given, wanted, decl.name.span, scope) : undefined
  if (given) return universe ? { kind: 'universe', universe } : error
  if (decl.is.kind === 'call' && isFile(decl.is)) return fromFile(context, decl, decl.is, wanted, scope)
  context.outside.open.add(name)
  return { kind: 'universe', universe: canonical(wanted.standIns) }
}

/** What is said of a universe's members, and two that stand for all of them while nobody knows them. */
interface Wanted extends MembersOf {
  readonly standIns: readonly Member[]
}

function membersOf(context: Context, decl: Declared, scope: Scope): Wanted | undefined {
  const { is } = decl
  if (is.kind === 'call' && !isCalledRightly(context, is, scope)) return undefined
  if (is.kind === 'call' && undeclared(is)) return triangles(context, is, scope)
  if (is.kind === 'member' && !venueOf(context, is.of, scope)) return undefined
  if (!decl.of)
    return void fail(context, 'HVT2142', scope, decl.name.span, { name: decl.name.name, is: context.text(is.span) })
  const suffix = suffixOf(is)
  const { name: text, span } = decl.of
  if (text.startsWith('*/')) {
    const quote = text.slice(2)
    return { of: 'symbol', quotes: new Set([quote]), text: `symbols of ${text}`, standIns: symbols(quote, suffix) }
  }
  const other = context.expression({ kind: 'name', name: text, span }, scope)
  if (other.kind === 'error') return undefined
  const members = other.kind === 'universe' ? other.universe.members : []
  const quotes = new Set(members.flatMap(m => (m.kind === 'symbol' ? [m.quote] : [])))
  const [quote] = quotes
  if (quote !== undefined)
    return { of: 'symbol', quotes, text: `symbols as in \`${text}\``, standIns: symbols(quote, suffix) }
  if (members[0]?.kind === 'asset') return { of: 'asset', text: 'assets', standIns: ['ANY', 'OTHER'].map(asset) }
  const wanted = '`*/USD` or a universe of symbols or assets'
  return void fail(context, 'HVT2101', scope, span, { what: 'the kind of a universe', wanted, found: kindText(other) })
}

const asset = (name: string): Member => ({ kind: 'asset', name })
const symbols = (quote: string, suffix: string): readonly Member[] =>
  ['ANY', 'OTHER'].map(base => ({ kind: 'symbol', base, quote, suffix }))

function suffixOf(is: Expr): string {
  const of = is.kind === 'call' ? is.args.find(arg => arg.kind === 'named' && arg.name.name === 'of') : undefined
  const listing = of?.kind === 'named' ? of.value : is
  return (listing.kind === 'member' && listings[listing.name.name]) || ''
}

function triangles(context: Context, { args, span }: Call, scope: Scope): Wanted | undefined {
  const [first, second] = args
  const start = second?.kind === 'named' && second.value.kind === 'asset' ? second.value.name : undefined
  if (first?.kind !== 'positional' || start === undefined)
    return void fail(context, 'HVT2102', scope, span, { name: 'triangles', problem, usage: usages.triangles! })
  const venue = venueOf(context, first.value, scope)
  if (!venue) return undefined
  const text = `round trips at ${venue.name} such as \`${start}>BTC>ETH\``
  const standIns = standInTriangles(venue, start)
  return { of: 'triangle', text, standIns, triangle: member => triangleOf(member, venue, start) }
}

/** A venue that is declared; one that is the key of an `each` lists other things for each member. */
function venueOf(context: Context, expr: Expr, scope: Scope): VenueMember | undefined {
  const value = context.expression(expr, scope)
  if (value.kind === 'venue' && 'member' in value.key && value.key.member.kind === 'venue') return value.key.member
  if (value.kind !== 'error')
    fail(context, 'HVT2101', scope, expr.span, { what: 'a query', wanted: 'a venue', found: kindText(value) })
  return undefined
}

const problem = 'is called with other arguments'
const named: Readonly<Record<string, readonly string[]>> = {
  file: [],
  top: ['by', 'of', 'as_of', 'including'],
  triangles: ['start'],
}

/** One positional argument, then those of its names. */
function isCalledRightly(context: Context, { of, args, span }: Call, scope: Scope): boolean {
  const name = of.kind === 'name' ? of.name : ''
  const names = named[name]!
  const wrong = args.find(arg => arg.kind === 'named' && !names.includes(arg.name.name))
  if (wrong?.kind === 'named') {
    const suggestion = nearest(wrong.name.name, names)
    const parameters = { of: `\`${name}\``, name: wrong.name.name, known: names.join(', '), suggestion }
    fail(context, 'HVT2009', scope, wrong.name.span, parameters)
    return false
  }
  const positional = args.filter(arg => arg.kind === 'positional' && !arg.panes).length
  const rest = args.filter(arg => arg.kind === 'named').length
  if (positional === 1 && positional + rest === args.length) return true
  fail(context, 'HVT2102', scope, span, { name, problem, usage: usages[name]! })
  return false
}

const isFile = (call: Call) => call.of.kind === 'name' && call.of.name === 'file'

function fromFile(context: Context, decl: Declared, call: Call, wanted: Wanted, scope: Scope): Value {
  const [arg] = call.args
  const path = arg?.kind === 'positional' && arg.value.kind === 'text' ? arg.value : undefined
  const name = path?.parts.every(part => typeof part === 'string') ? path.parts.join('') : undefined
  if (name === undefined)
    return fail(context, 'HVT2102', scope, call.span, { name: 'file', problem, usage: usages.file! })
  const text = context.outside.read(name)
  if (text === undefined) return fail(context, 'HVT2141', scope, path!.span, { path: name, problem: 'cannot be read' })
  const universe = membersOfFile(context, decl.name.name, name, text, wanted, path!.span, scope)
  return universe ? { kind: 'universe', universe } : error
}
