import { fastMoves } from './fast_moves.ts'
import type { Path } from './path.ts'
import { type Random, random } from './random.ts'
import type { Truth } from './truth.ts'

/** Of a coin, per point of the path, as a part of the price. */
const usualVolatility = 2.4e-5
/** Fiat money moves so much less, and never fast. */
const still = 0.1

/** One dollar, give or take six basis points, drawn back within ten minutes. */
export function pegged(chance: Random): Path {
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

/** What a wandering price is told of itself. */
export interface Wanderer {
  readonly asset: string
  readonly first: number
  /** Fiat money. */
  readonly calm: boolean
}

/** A random walk whose volatility changes every five minutes or so, with fast moves. */
export function wandering({ asset, first, calm }: Wanderer, chance: Random, start: number, truth: Truth): Path {
  const usual = calm ? usualVolatility * still : usualVolatility
  const regimes = [0.5, 1, 1, 2.5]
  let price = first * chance.between(0.98, 1.02)
  let volatility = usual
  const moves = calm ? none : fastMoves(asset, chance, start, truth, 180)
  return {
    value(time) {
      if (chance.uniform() < 1 / 6_000) volatility = usual * regimes[Math.floor(chance.uniform() * regimes.length)]!
      const jump = moves.at(time)
      price *= 1 + volatility * chance.normal() + jump
      return price
    },
    moveAt: moves.moveAt,
  }
}

const none: ReturnType<typeof fastMoves> = { at: () => 0, moveAt: () => undefined }

/**
 * The rich market's: steps with fat tails, calm and wild times that follow each other as two states of a Markov chain, and
 * now and then a trend of some minutes.
 */
export function turbulent({ asset, first, calm }: Wanderer, chance: Random, start: number, truth: Truth): Path {
  const scale = calm ? still : 1
  const regime = random('regime', asset, chance.uniform())
  const trend = random('trend', asset, chance.uniform())
  const moves = calm ? none : fastMoves(asset, chance, start, truth, 600)
  let price = first * chance.between(0.98, 1.02)
  let state: 'calm' | 'wild' = 'wild'
  let turn = Number.NEGATIVE_INFINITY
  let drift = 0
  let from = start
  let to = start
  return {
    value(time) {
      if (time >= turn) {
        state = state === 'calm' ? 'wild' : 'calm'
        turn = time + minutes((state === 'calm' ? 8 : 3) * regime.exponential())
        truth.regimes.push({ asset, state, from: time, to: turn })
      }
      if (time >= to) {
        from = to + minutes(2 + 8 * trend.exponential())
        to = from + minutes(trend.between(3, 6))
        drift = trend.between(10e-4, 20e-4) * (trend.uniform() < 0.5 ? -1 : 1) * scale
        truth.trends.push({ asset, from, to, drift })
      }
      const volatility = usualVolatility * scale * (state === 'calm' ? 0.6 : 2.4)
      const pull = time >= from ? drift / pointsPerMinute : 0
      price *= 1 + volatility * chance.heavy() + pull + moves.at(time)
      return price
    },
    moveAt: moves.moveAt,
  }
}

const pointsPerMinute = 1_200
const minutes = (count: number) => Math.round(count * 60e6)
