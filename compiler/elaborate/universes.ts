import type { Universe as Declared, Expr } from '../../grammar/ast/index.ts'
import { type InstrumentMember, type Member, memberText, type SymbolMember, type Universe } from '../program/keys.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'

/** What an `each` runs over: a list of keys of one kind, a universe by name, or `x[perps]`. */
export function universe(context: Context, expr: Expr, scope: Scope): Value {
  if (expr.kind === 'call')
    return fail(context, 'HVT2011', scope, expr.span, { what: 'a universe from a file or a query' })
  const value = context.expression(expr, scope)
  if (value.kind === 'universe' || value.kind === 'error') return value
  const wanted = 'a list of venues, symbols, assets or instruments'
  if (value.kind !== 'list')
    return fail(context, 'HVT2101', scope, expr.span, { what: 'a universe', wanted, found: kindText(value) })
  const members: Member[] = []
  for (const [i, item] of value.items.entries()) {
    const span = expr.kind === 'list' ? expr.items[i]!.span : expr.span
    if (item.kind === 'error') return error
    const member = memberOf(item)
    if (!member) return fail(context, 'HVT2101', scope, span, { what: 'a universe', wanted, found: kindText(item) })
    if (members[0] && members[0].kind !== member.kind)
      return fail(context, 'HVT2101', scope, span, {
        what: 'this universe',
        wanted: `a ${members[0].kind}, like the first`,
        found: kindText(item),
      })
    if (members.some(m => memberText(m) === memberText(member)))
      return fail(context, 'HVT2002', scope, span, { name: memberText(member) })
    members.push(member)
  }
  if (members.length === 0)
    return fail(context, 'HVT2101', scope, expr.span, { what: 'a universe', wanted: 'at least one key', found: 'none' })
  return { kind: 'universe', universe: canonical(members) }
}

/** `universe symbols: *\/USD = …`: what the list must be made of. */
export function annotated(context: Context, decl: Declared, value: Value, scope: Scope): Value {
  if (!decl.of || value.kind !== 'universe') return value
  const { name, span } = decl.of
  if (!name.startsWith('*/')) return fail(context, 'HVT2011', scope, span, { what: "a universe of another one's kind" })
  const wrong = value.universe.members.find(m => m.kind !== 'symbol' || m.quote !== name.slice(2))
  if (!wrong) return value
  const wanted = `symbols of ${name}`
  return fail(context, 'HVT2101', scope, decl.is.span, {
    what: `universe \`${decl.name.name}\``,
    wanted,
    found: memberText(wrong),
  })
}

/** `x[perps]`: the universe's symbols at one venue. */
export function atVenue(symbols: Universe, make: (symbol: SymbolMember) => InstrumentMember): Universe {
  return canonical(symbols.members.flatMap(m => (m.kind === 'symbol' ? [make(m)] : [])))
}

/** Members in the order of their texts: the order in which a universe was written changes nothing. */
function canonical(members: readonly Member[]): Universe {
  const byText = (a: Member, b: Member) => (memberText(a) < memberText(b) ? -1 : 1)
  return { of: members[0]!.kind, members: [...members].sort(byText) }
}

function memberOf(value: Value): Member | undefined {
  switch (value.kind) {
    case 'venue':
      return 'member' in value.key ? value.key.member : undefined
    case 'symbol':
      return value.is.keys.length === 0 ? value.is.at(noKeys) : undefined
    case 'asset':
      return value.is.keys.length === 0 ? { kind: 'asset', name: value.is.at(noKeys) } : undefined
    case 'instrument':
      return value.ref.is.keys.length === 0 ? value.ref.is.at(noKeys) : undefined
    default:
      return undefined
  }
}

const noKeys = (): Member => {
  throw new Error('a fixed value asked for a key')
}
