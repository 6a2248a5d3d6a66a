import { type AssetRef, map, type Static } from '../program/keys.ts'
import type { SymbolValue, Value } from '../program/value.ts'

export function assetOf(asset: AssetRef, is: Static<string>): Value {
  if (asset.kind === 'asset') return { kind: 'asset', asset, is, key: { member: asset } }
  const { of, part } = asset
  return { kind: 'asset', asset, is, key: part === 'self' ? { var: of } : { var: of, part } }
}

/** What a symbol or an instrument is a price of. */
export function baseOf(of: SymbolValue | Extract<Value, { kind: 'instrument' }>): Value {
  if (of.kind === 'symbol')
    return assetOf(
      of.base,
      map(of.is, symbol => symbol.base),
    )
  return assetOf(
    of.ref.base,
    map(of.ref.is, ({ symbol }) => symbol.base),
  )
}
