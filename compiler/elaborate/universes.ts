import type { Universe as Declared, Expr } from '../../grammar/ast/index.ts'
import {
  canonical,
  type InstrumentMember,
  type Member,
  memberText,
  partOf,
  type SymbolMember,
  type Universe,
} from '../program/keys.ts'
import { error, kindText, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'
import { wholeNumbers } from './number-keys.ts'
import { isOutside, outside, undeclared } from './outside.ts'

/** What an `each` runs over: a list of keys of one kind, a universe by name, or `x[perps]`. */
export function universe(context: Context, expr: Expr, scope: Scope): Value {
  const round = undeclared(expr)
  if (round) return outside(context, { name: round, is: expr }, scope)
  if (isOutside(expr)) return fail(context, 'HVT2144', scope, expr.span, { is: context.text(expr.span) })
  if (expr.kind === 'binary' && expr.op === '..') return wholeNumbers(context, expr, scope)
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

/** `universe symbols: *\/USD = …`, `universe liquid: perps = …`: what the list must be made of. */
export function annotated(context: Context, decl: Declared, value: Value, scope: Scope): Value {
  if (!decl.of || value.kind !== 'universe') return value
  const { name, span } = decl.of
  const like = name.startsWith('*/') ? undefined : context.expression({ kind: 'name', name, span }, scope)
  if (like?.kind === 'error') return error
  if (like && like.kind !== 'universe')
    return fail(context, 'HVT2101', scope, span, {
      what: 'the kind of a universe',
      wanted: '`*/USD` or another universe',
      found: kindText(like),
    })
  const { of, members } = value.universe
  const quotes = new Set(like ? like.universe.members.map(quoteOf) : [name.slice(2)])
  const kind = like ? like.universe.of : 'symbol'
  const wrong = members.find(m => of !== kind || !quotes.has(quoteOf(m)))
  if (!wrong) return value
  return fail(context, 'HVT2101', scope, decl.is.span, {
    what: `universe \`${decl.name.name}\``,
    wanted: like ? `members like those of \`${name}\`` : `symbols of ${name}`,
    found: memberText(wrong),
  })
}

/** What symbols and instruments are priced in: all of a universe's kind agree. */
function quoteOf(member: Member): string {
  return member.kind === 'symbol' || member.kind === 'instrument' ? partOf(member, 'quote') : ''
}

/** `x[perps]`: the universe's symbols at one venue. */
export function atVenue(symbols: Universe, make: (symbol: SymbolMember) => InstrumentMember): Universe {
  return canonical(symbols.members.flatMap(m => (m.kind === 'symbol' ? [make(m)] : [])))
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
