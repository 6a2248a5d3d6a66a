import type { Span } from '../../grammar/ast/index.ts'
import { type AssetRef, type Key, type KeyVar, memberOf, partOf, type Static } from './keys.ts'
import type { InstrumentRef, Term } from './term.ts'
import type { Value } from './value.ts'

export type KeyMap = ReadonlyMap<KeyVar, Key>

/** The value as read under a declared name, with the declaration's keys replaced by the reader's. */
export function named(
  value: Value,
  name: string,
  declared: Span,
  keys: KeyMap,
  at: Span,
  calls: readonly Span[],
): Value {
  const wrap = (term: Term): Term =>
    term.op.op === 'error'
      ? term
      : {
          op: { op: 'ref', name, declared, keys },
          args: [term],
          type: term.type,
          span: at,
          calls,
          depth: term.depth + 1,
        }
  const inside = (v: Value): Value => named(v, name, declared, keys, at, calls)
  switch (value.kind) {
    case 'scalar':
      return { kind: 'scalar', term: wrap(value.term) }
    case 'record':
      return {
        ...value,
        fields: new Map([...value.fields].map(([field, get]) => [field, () => inside(get())])),
        ...(value.event && { event: wrap(value.event) }),
        ...(value.self && { self: wrap(value.self) }),
        ...(value.book && { book: substituteInstrument(value.book, keys) }),
      }
    case 'venue':
      return { ...value, key: substituteKey(value.key, keys), is: substitute(value.is, keys) }
    case 'symbol':
      return {
        ...value,
        key: substituteKey(value.key, keys),
        is: substitute(value.is, keys),
        base: substituteAsset(value.base, keys),
        quote: substituteAsset(value.quote, keys),
      }
    case 'asset':
      return {
        ...value,
        key: substituteKey(value.key, keys),
        is: substitute(value.is, keys),
        asset: substituteAsset(value.asset, keys),
      }
    case 'instrument':
      return { ...value, ref: substituteInstrument(value.ref, keys) }
    case 'text':
      return { ...value, is: substitute(value.is, keys) }
    case 'list':
      return { ...value, items: value.items.map(inside) }
    default:
      return value
  }
}

export function substituteKey(key: Key, keys: KeyMap): Key {
  const by = 'var' in key ? keys.get(key.var) : undefined
  if (!by || 'member' in key) return key
  if (!key.part) return by
  return 'var' in by
    ? { var: by.var, part: key.part }
    : { member: { kind: 'asset', name: partOf(by.member, key.part) } }
}

export function substitute<T>(is: Static<T>, keys: KeyMap): Static<T> {
  if (keys.size === 0) return is
  const replaced = is.keys.flatMap(key => {
    const by = substituteKey({ var: key }, keys)
    return 'var' in by ? [by.var] : []
  })
  return {
    keys: [...new Set(replaced)],
    at: assignment => is.at(key => memberOf(substituteKey({ var: key }, keys), assignment)),
  }
}

/** The asset that a part of a key is once the key is known to be a member. */
export function substituteAsset(asset: AssetRef, keys: KeyMap): AssetRef {
  if (asset.kind === 'asset') return asset
  const key = substituteKey({ var: asset.of }, keys)
  if ('var' in key) return { ...asset, of: key.var, ...(key.part && { part: key.part }) }
  return { kind: 'asset', name: partOf(key.member, asset.part) }
}

export function substituteInstrument(ref: InstrumentRef, keys: KeyMap): InstrumentRef {
  return {
    is: substitute(ref.is, keys),
    venue: substitute(ref.venue, keys),
    keys: ref.keys.map(key => substituteKey(key, keys)),
    shape: ref.shape,
    base: substituteAsset(ref.base, keys),
    quote: substituteAsset(ref.quote, keys),
  }
}
