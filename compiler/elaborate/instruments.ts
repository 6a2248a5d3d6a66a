import type { Expr, Span } from '../../grammar/ast/index.ts'
import {
  type AssetRef,
  fixed,
  join,
  type Key,
  listed,
  map,
  memberText,
  ofKey,
  partOf,
  type SymbolMember,
} from '../program/keys.ts'
import type { InstrumentRef } from '../program/term.ts'
import { kindText, type SymbolValue, type Value } from '../program/value.ts'
import { type Context, fail, type Scope } from './context.ts'
import { numberKey } from './number-keys.ts'
import { triangleValue } from './triangles.ts'

export function assetMember(name: string): Value {
  return { kind: 'asset', asset: { kind: 'asset', name }, is: fixed(name), key: { member: { kind: 'asset', name } } }
}

export function symbolMember(symbol: SymbolMember): SymbolValue {
  const asset = (name: string): AssetRef => ({ kind: 'asset', name })
  return {
    kind: 'symbol',
    is: fixed(symbol),
    key: { member: symbol },
    shape: '',
    base: asset(symbol.base),
    quote: asset(symbol.quote),
  }
}

/** The value of a key bound by an `each` at a place. */
export function keyValue(key: Key, span: Span, scope: Scope): Value {
  const kind = 'var' in key ? key.var.universe.of : key.member.kind
  const part = (name: 'base' | 'quote' | 'self'): AssetRef =>
    'var' in key ? { kind: 'part', of: key.var, part: name } : { kind: 'asset', name: partOf(key.member, name) }
  switch (kind) {
    case 'number':
      return numberKey(key, span, scope)
    case 'triangle':
      return triangleValue(key)
    case 'venue':
      return { kind: 'venue', key, is: ofKey(key) }
    case 'symbol':
      return { kind: 'symbol', key, is: ofKey(key), shape: '', base: part('base'), quote: part('quote') }
    case 'asset':
      return { kind: 'asset', asset: part('self'), is: map(ofKey(key), memberText), key }
    case 'instrument': {
      const is = ofKey<InstrumentMemberOf>(key)
      return {
        kind: 'instrument',
        ref: { is, venue: map(is, i => i.venue), keys: [key], shape: '', base: part('base'), quote: part('quote') },
      }
    }
  }
}
type InstrumentMemberOf = ReturnType<InstrumentRef['is']['at']>

/** `a/EUR`: the symbol whose base is the asset variable a. */
export function symbolOf(context: Context, expr: Extract<Expr, { kind: 'symbol_of' }>, scope: Scope): Value {
  const { quote, suffix } = expr
  const base = context.expression({ kind: 'name', name: expr.base.name, span: expr.base.span }, scope)
  if (base.kind === 'error') return base
  if (base.kind !== 'asset')
    return fail(context, 'HVT2101', scope, expr.base.span, {
      what: 'the base of a symbol',
      wanted: 'an asset',
      found: kindText(base),
    })
  const is = map(base.is, (name): SymbolMember => ({ kind: 'symbol', base: name, quote, suffix }))
  return {
    kind: 'symbol',
    is,
    key: base.key,
    shape: `/${quote} ${suffix}`,
    base: base.asset,
    quote: { kind: 'asset', name: quote },
  }
}

/** A symbol at a venue; what the venue `means` by the symbol's quote is what it is listed as. */
export function instrumentOf(venue: Extract<Value, { kind: 'venue' }>, symbol: SymbolValue): InstrumentRef {
  return {
    is: join(venue.is, symbol.is, (v, s) => ({ kind: 'instrument', venue: v, symbol: listed(v, s) })),
    venue: venue.is,
    keys: [venue.key, symbol.key],
    shape: symbol.shape,
    base: symbol.base,
    quote: symbol.quote,
  }
}
