import type { Nature } from './hidden_price.ts'
import { random } from './random.ts'

/** What all instruments of a venue share; times in µs. */
export interface VenueTraits {
  /** How far it is behind the hidden price when all is calm. */
  readonly lag: number
  /** How much longer than others it is stuck in fast moves. */
  readonly slowness: number
  /** Half the usual spread, as a part of the price. */
  readonly halfSpread: number
  /** How far its own price strays. */
  readonly noise: number
  /** Quotes per second and instrument. */
  readonly rate: number
  /** From the venue to us. */
  readonly latency: number
}

/** The character of a venue, from its name alone. In a rich market they lag more, so that who leads can be seen. */
export function venueTraits({ seed, isRich }: Pick<Nature, 'seed' | 'isRich'>, venue: string): VenueTraits {
  const chance = random(seed, 'venue', venue)
  return {
    lag: chance.between(20_000, 400_000) * (isRich ? 4 : 1),
    slowness: chance.between(0.7, 1.5),
    halfSpread: chance.between(0.5e-4, 3e-4),
    noise: chance.between(0.3e-4, 1.2e-4),
    rate: chance.between(2.5, 5.5),
    latency: chance.between(3_000, 60_000),
  }
}

/**
 * Whether a venue is silent at a time; asked for times that never run backwards. Every asker has its own, and all of one
 * venue agree.
 */
export function outages({ seed, start }: Pick<Nature, 'seed' | 'start'>, venue: string): (time: number) => boolean {
  const all = outageSpans(seed, venue, start)
  let now = all.next().value
  return time => {
    while (time >= now.to) now = all.next().value
    return time >= now.from
  }
}

/** Outages last 6–20 s, with half an hour between them on average. Without end. */
export function* outageSpans(seed: string | number, venue: string, start: number): Generator<Outage, never> {
  const chance = random(seed, 'outages', venue)
  for (let to = start; ; ) {
    const from = to + Math.round((60 + 1_740 * chance.exponential()) * 1e6)
    to = from + Math.round(chance.between(6, 20) * 1e6)
    yield { from, to }
  }
}

interface Outage {
  readonly from: number
  readonly to: number
}
