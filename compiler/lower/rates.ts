import { type AssetRef, fixed, join, partOf, type Static } from '../program/keys.ts'
import type { Term } from '../program/term.ts'
import type { Unit } from '../program/unit.ts'
import type { Placed } from './builder.ts'
import type { Listed } from './listed.ts'
import type { Lowering } from './lowering.ts'

/** `value(x, USD)`: x times the rate of its asset, which the engine gives. */
export function converted(t: Term, x: Term, to: AssetRef, unit: Unit, listed: Listed, lowering: Lowering): Placed {
  const [factor] = unit.values()
  const from = factor?.atom
  if (!from || from.kind === 'seconds' || from.kind === 'variable') return lowering.term(x)
  const text = join(assetText(from), assetText(to), (a, b) => `${a}/${b}`)
  const rate = lowering.builder.add({
    unit: 'plain',
    stream: 'level',
    span: t.span,
    inputs: [],
    keys: text.keys,
    op: all => ({ op: 'given', field: 'rate', channels: all.map(at => listed.channel('rate', text.at(at), 'rate')) }),
  })
  return lowering.node(t, { op: 'pointwise', fn: 'mul' }, [lowering.term(x), rate])
}

/** The name of an asset in each instance. */
export function assetText(asset: AssetRef): Static<string> {
  return asset.kind === 'asset' ? fixed(asset.name) : { keys: [asset.of], at: at => partOf(at(asset.of), asset.part) }
}
