import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { planted } from './dislocation.ts'
import type { HiddenPrice, Nature } from './hidden_price.ts'
import type { FastMove } from './path.ts'
import { type Random, random } from './random.ts'
import type { Truth } from './truth.ts'
import { outages, type VenueTraits } from './venue_traits.ts'

/** One instrument on one venue. */
export interface Quoted {
  readonly venue: number
  readonly venueName: string
  readonly instrument: number
  readonly symbol: string
  readonly base: HiddenPrice
  readonly quote: HiddenPrice
  /** A perpetual or a future has a basis. */
  readonly derivative: boolean
}

const seconds = 1e6
const tradesPerSecond = 0.5

/**
 * An instrument's own events: each call gives those with origin before `until`, in the order in which they are received.
 * The venue sees the hidden price late: a little when calm; in a fast move it hardly moves for a while, then catches up
 * three times as fast as time.
 */
export function quoting(nature: Nature, q: Quoted, traits: VenueTraits): (until: number, into: SourceEvent[]) => void {
  const { seed, start } = nature
  const chance = random(seed, 'instrument', q.venueName, q.symbol)
  const silent = outages(nature, q.venueName)
  const still = q.base.steady && q.quote.steady ? 0.15 : 1
  const follow = follower(q, traits, chance, nature.truth)
  const off = nature.isRich && q.base.isCoin ? planted(nature, q) : () => 0
  const stray = drawnBack(chance, traits.noise * still, 5)
  const basis = drawnBack(chance, q.derivative ? 3e-4 : 0, 120)
  const bias = q.derivative ? chance.between(-3e-4, 3e-4) : 0
  let pricesPerUnit: number | undefined
  let bid = Number.NaN
  let ask = Number.NaN
  let time = start
  let received = start
  let nextQuote = start + gap(traits.rate)
  let nextTrade = start + gap(tradesPerSecond)

  return (until, into) => {
    for (let at = Math.min(nextQuote, nextTrade); at < until; at = Math.min(nextQuote, nextTrade)) {
      const passed = (at - time) / seconds
      time = at
      const { seen, moving } = follow(at)
      const centre = (q.base.at(seen) / q.quote.at(seen)) * (1 + stray(passed) + basis(passed) + bias + off(at))
      const haste = moving ? 3 : 1
      if (at === nextQuote) {
        renewQuote(centre, moving)
        send('quote', [bid, size(), ask, size()], into)
        nextQuote += gap(traits.rate * haste)
      } else {
        const side = chance.uniform() < 0.5 ? -1 : 1
        if (bid > 0) send('trades', [side > 0 ? ask : bid, size(), side], into)
        nextTrade += gap(tradesPerSecond * haste)
      }
    }
  }

  function renewQuote(centre: number, moving: boolean): void {
    pricesPerUnit ??= tickInverse(centre)
    const half = traits.halfSpread * still * chance.between(0.7, 1.3) * (moving ? 2.5 : 1)
    bid = Math.floor(centre * (1 - half) * pricesPerUnit) / pricesPerUnit
    ask = Math.ceil(centre * (1 + half) * pricesPerUnit) / pricesPerUnit
  }

  function send(stream: SourceEvent['stream'], fields: readonly number[], into: SourceEvent[]): void {
    const latency = traits.latency * (1 + 0.2 * chance.exponential())
    // One connection: nothing overtakes.
    received = Math.max(received, Math.round(time + latency))
    if (!silent(time)) into.push({ received, origin: time, venue: q.venue, instrument: q.instrument, stream, fields })
  }

  /** Some hundred to some ten thousand dollars' worth, in base. */
  function size(): number {
    const u = chance.uniform()
    return Math.max(1, Math.round(((200 + 40_000 * u * u * u) / q.base.at(time)) * 1e6)) / 1e6
  }

  function gap(perSecond: number): number {
    return Math.max(1, Math.round((chance.exponential() / perSecond) * seconds))
  }
}

/** Which moment of the hidden prices a venue shows. */
function follower({ base, quote, venueName, symbol }: Quoted, traits: VenueTraits, chance: Random, truth: Truth) {
  let lag = traits.lag
  let last: number | undefined
  let known: FastMove | undefined
  let stuck = 0
  return (at: number): { seen: number; moving: boolean } => {
    const passed = last === undefined ? 0 : at - last
    last = at
    const move = later(base.moveAt(at), quote.moveAt(at))
    if (move && move !== known) {
      known = move
      const u = chance.uniform()
      // Four in ten are stuck for seconds, the others nearly keep up: so in most moves two venues differ.
      stuck = traits.slowness * seconds * (u < 0.4 ? chance.between(1.5, 6) : chance.between(0.05, 0.7))
      const to = move.end + Math.round(Math.max(stuck, traits.lag))
      // While what it shows is dearer, it is late in a rise of its quote.
      const size = move.size * move.direction * (move === base.moveAt(at) ? -1 : 1)
      if (stuck > seconds)
        truth.dislocations.push({ venue: venueName, symbol, kind: 'late', from: move.start, to, size })
    }
    const moving = move !== undefined && at < move.end + stuck / 2
    const aim = moving ? Math.max(stuck, traits.lag) : traits.lag
    lag += Math.min(passed, Math.max(-2 * passed, aim - lag))
    return { seen: at - lag, moving }
  }
}

const later = (a: FastMove | undefined, b: FastMove | undefined) => (a && b ? (a.start < b.start ? b : a) : (a ?? b))

/** A value about zero with the given deviation, which forgets itself within `memory` seconds. */
function drawnBack(chance: Random, deviation: number, memory: number): (passed: number) => number {
  let value = deviation * chance.normal()
  return passed => {
    const part = Math.min(1, passed / memory)
    value += -value * part + deviation * Math.sqrt(part * (2 - part)) * chance.normal()
    return value
  }
}

/** One over the tick: a power of ten, so that a price has at least five digits. */
export function tickInverse(price: number): number {
  let inverse = 1
  while (price * inverse < 1e5) inverse *= 10
  return inverse
}
