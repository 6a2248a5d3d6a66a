import { type Random, random } from './random.ts'

/** µs between two points of a path. */
const step = 50_000
/** Points kept: 102 s, more than any venue lags and any pool leads. */
const kept = 2_048

const startingAt: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000, SOL: 150, EUR: 1.08, GBP: 1.27 }
const stable = new Set(['USDT', 'USDC', 'DAI', 'TUSD', 'FDUSD', 'PYUSD', 'BUSD'])
const fiat = new Set(['EUR', 'GBP'])

/** Some per cent within seconds; µs. */
export interface FastMove {
  readonly start: number
  readonly end: number
  /** +1 up, -1 down. */
  readonly direction: 1 | -1
}

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
}

/** The path of an asset from 10 s before `start`. */
export function hiddenPrice(seed: string | number, asset: string, start: number): HiddenPrice {
  const chance = random(seed, 'asset', asset)
  if (asset === 'USD') return { advance: () => {}, at: () => 1, moveAt: () => undefined, steady: true }
  const steady = stable.has(asset)
  const next = steady ? pegged(chance) : wandering(chance, startingAt[asset] ?? 100, start, fiat.has(asset))

  const points = new Float64Array(kept)
  const origin = start - 10_000_000
  let made = 0
  return {
    steady,
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

interface Path {
  readonly value: (time: number) => number
  readonly moveAt: HiddenPrice['moveAt']
}

/** One dollar, give or take six basis points, drawn back within ten minutes. */
function pegged(chance: Random): Path {
  let off = chance.between(-3e-4, 3e-4)
  return {
    value() {
      off += -off * (0.05 / 600) + 3.2e-6 * chance.normal()
      off = Math.min(6e-4, Math.max(-6e-4, off))
      return 1 + off
    },
    moveAt: () => undefined,
  }
}

/** A random walk whose volatility changes every five minutes or so, with fast moves of 1–4 % in 1–4 s. */
function wandering(chance: Random, first: number, start: number, calm: boolean): Path {
  const usual = calm ? 2.4e-6 : 2.4e-5
  const regimes = [0.5, 1, 1, 2.5]
  let price = first * chance.between(0.98, 1.02)
  let volatility = usual
  let move: FastMove | undefined
  let earlier: FastMove | undefined
  let perStep = 0
  let due = calm ? Number.POSITIVE_INFINITY : start + Math.round((20 + 100 * chance.exponential()) * 1e6)
  return {
    value(time) {
      if (chance.uniform() < 1 / 6_000) volatility = usual * regimes[Math.floor(chance.uniform() * regimes.length)]!
      if (time >= due) {
        const steps = Math.floor(chance.between(20, 80))
        const size = chance.between(0.01, 0.04)
        const direction = chance.uniform() < 0.5 ? -1 : 1
        perStep = (size / steps) * direction
        earlier = move
        move = { start: time, end: time + steps * step, direction }
        due = move.end + Math.round((60 + 120 * chance.exponential()) * 1e6)
      }
      price *= 1 + volatility * chance.normal() + (move && time < move.end ? perStep : 0)
      return price
    },
    // The path is ahead of those who ask, by less than the time between two moves.
    moveAt(time) {
      return move && time >= move.start ? move : earlier
    },
  }
}
