import { type AssetRef, type Key, listed, map, ofKey, type TriangleMember, type VenueMember } from '../program/keys.ts'
import type { InstrumentRef } from '../program/term.ts'
import type { Value } from '../program/value.ts'

/** `USDT>BTC>ETH`: from USDT to BTC to ETH and back, at a venue. */
export function triangleOf(text: string, venue: VenueMember, start: string): TriangleMember | undefined {
  const assets = text.split('>').map(part => part.trim())
  const [first, second, third] = assets
  const isRound = assets.length === 3 && new Set(assets).size === 3 && first === start
  if (!isRound || !assets.every(name => /^[A-Z][A-Z0-9_]*$/.test(name))) return undefined
  return { kind: 'triangle', venue, start, first: second!, second: third! }
}

/**
 * The key of an `each m in triangles(v, start: USDT)`: `m.ab` buys the first asset with the start, `m.bc` the second with
 * the first, `m.ca` sells the second for the start: 1 / ab.ask / bc.ask * ca.bid is plain.
 */
export function triangleValue(key: Key): Value {
  if ('member' in key) throw new TypeError('a round trip is the key of an `each`')
  const is = ofKey<TriangleMember>(key)
  const { venue, start } = key.var.universe.members[0] as TriangleMember
  const part = (name: 'base' | 'quote'): AssetRef => ({ kind: 'part', of: key.var, part: name })
  const [a, b, home]: AssetRef[] = [part('base'), part('quote'), { kind: 'asset', name: start }]
  const leg = (
    of: readonly Key[],
    shape: string,
    [base, quote]: readonly [AssetRef, AssetRef],
    pair: (of: TriangleMember) => readonly [string, string],
  ): Value => {
    const symbol = (member: TriangleMember) => {
      const [x, y] = pair(member)
      return listed(member.venue, { kind: 'symbol', base: x, quote: y, suffix: '' })
    }
    const ref: InstrumentRef = {
      is: map(is, member => ({ kind: 'instrument', venue: member.venue, symbol: symbol(member) })),
      venue: { keys: [], at: () => venue },
      keys: [{ member: venue }, ...of],
      shape,
      base,
      quote,
    }
    return { kind: 'instrument', ref }
  }
  const atHome = `/${start} `
  const fields = new Map<string, () => Value>([
    ['ab', () => leg([{ ...key, part: 'base' }], atHome, [a!, home!], t => [t.first, t.start])],
    ['bc', () => leg([{ var: key.var }], 'second/first', [b!, a!], t => [t.second, t.first])],
    ['ca', () => leg([{ ...key, part: 'quote' }], atHome, [b!, home!], t => [t.second, t.start])],
  ])
  return { kind: 'record', what: 'a triangle', fields, key }
}

/** Members that stand for all, where those that exist are not known: two, so that nothing hangs on one. */
export function standInTriangles(venue: VenueMember, start: string): readonly TriangleMember[] {
  const triangle = (first: string, second: string): TriangleMember => ({
    kind: 'triangle',
    venue,
    start,
    first,
    second,
  })
  return [triangle('ANY', 'OTHER'), triangle('OTHER', 'ANY')]
}
