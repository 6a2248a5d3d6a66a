import { pegged, turbulent, wandering } from './coin_price.ts'
import { type FastMove, type Path, step } from './path.ts'
import { random } from './random.ts'
import { share } from './share_price.ts'
import type { Truth } from './truth.ts'

/** Points kept: 102 s, more than any venue lags and any pool leads. */
const kept = 2_048

const startingAt: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000, SOL: 150, EUR: 1.08, GBP: 1.27 }
const stable = new Set(['USDT', 'USDC', 'DAI', 'TUSD', 'FDUSD', 'PYUSD', 'BUSD'])
const fiat = new Set(['EUR', 'GBP'])

/** What an asset is worth in USD, known to no venue: each follows it in its own way. */
export interface HiddenPrice {
  /** Extends the path so that `at` may be asked up to `time`. */
  advance(time: number): void
  /** USD; `time` at most 100 s before the path's end. */
  at(time: number): number
  /** The last fast move that began by `time`, if any. */
  moveAt(time: number): FastMove | undefined
  /** Moves about a fixed value (a stable coin, the dollar). */
  readonly steady: boolean
  /** What is traded in many places, each with a price of its own. */
  readonly isCoin: boolean
}

/** How the prices of a market move. */
export interface Nature {
  readonly seed: string | number
  readonly start: number
  /** Fat tails, regimes, trends, and shares that follow each other. */
  readonly isRich: boolean
  readonly truth: Truth
}

/** The path of an asset from 10 s before the start. */
export function hiddenPrice(nature: Nature, asset: string, isShare: boolean): HiddenPrice {
  const { start } = nature
  const steady = asset === 'USD' || stable.has(asset)
  const isCoin = !steady && !fiat.has(asset) && !isShare
  if (asset === 'USD') return { advance: () => {}, at: () => 1, moveAt: () => undefined, steady, isCoin }
  const next = pathOf(nature, asset, isShare)

  const points = new Float64Array(kept)
  const origin = start - 10_000_000
  let made = 0
  return {
    steady,
    isCoin,
    advance(time) {
      for (; origin + (made - 1) * step <= time; made++) points[made % kept] = next.value(origin + made * step)
    },
    at(time) {
      const place = Math.max(0, (time - origin) / step)
      const whole = Math.floor(place)
      const before = points[whole % kept]!
      return before + (points[(whole + 1) % kept]! - before) * (place - whole)
    },
    moveAt: next.moveAt,
  }
}

function pathOf({ seed, start, isRich, truth }: Nature, asset: string, isShare: boolean): Path {
  const chance = random(seed, 'asset', asset)
  if (stable.has(asset)) return pegged(chance)
  if (isRich && isShare) return share(seed, asset, start, truth)
  const wanderer = { asset, first: startingAt[asset] ?? 100, calm: fiat.has(asset) }
  return (isRich ? turbulent : wandering)(wanderer, chance, start, truth)
}
