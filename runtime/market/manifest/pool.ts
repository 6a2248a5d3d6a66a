import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import type { Pool } from '../readers/reader.ts'
import type { Path } from './document.ts'
import type { Instrument } from './manifest.ts'
import type { Reading } from './reading.ts'
import type { RawFeed } from './schema.ts'

/** What a feed says of its pool, if it is one of the instrument. */
export function readPool(
  { pool, invert = false }: RawFeed,
  instrument: Instrument,
  where: Path,
  { diagnostics, document, not }: Reading,
): Pool | undefined {
  if (!pool) return undefined
  const { token0, token1, fee } = pool
  for (const [name, { decimals }] of Object.entries({ token0, token1 })) {
    if (decimals >= 0 && decimals <= 36) continue
    not('a number of decimals', String(decimals), 'decimals', [...where, 'pool', name, 'decimals'])
  }
  if (fee < 1 || fee > 999_999) not('a fee tier', String(fee), 'fee', [...where, 'pool', 'fee'])

  const tokens = [token0.asset, token1.asset] as const
  const index = tokens.indexOf(pool.base)
  if (index < 0 || tokens[0] === tokens[1]) {
    const about = { base: pool.base, tokens, nearest: nearest(pool.base, tokens) }
    diagnostics.push(diagnostic('HVT4017', { span: document.span([...where, 'pool', 'base']) }, about))
    return undefined
  }
  const [base, quote] = [tokens[index]!, tokens[1 - index]!]
  const fits = (a: string, b: string) => isToken(base, a) && isToken(quote, b)
  const straight = fits(instrument.base, instrument.quote)
  const turned = fits(instrument.quote, instrument.base)
  if (invert ? !turned : !straight) {
    const about = { instrument: instrument.text, base, quote, invert, turned: straight || turned }
    diagnostics.push(diagnostic('HVT4018', { span: document.span([...where, 'pool', 'base']) }, about))
  }
  return { decimals: [token0.decimals, token1.decimals], base: index === 0 ? 0 : 1, fee }
}

/** A token of the asset, or one that wraps it: WETH is ETH. */
const isToken = (token: string, asset: string) => token === asset || token === `W${asset}`
