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

/** The character of a venue, from its name alone. */
export function venueTraits(seed: string | number, venue: string): VenueTraits {
  const chance = random(seed, 'venue', venue)
  return {
    lag: chance.between(20_000, 400_000),
    slowness: chance.between(0.7, 1.5),
    halfSpread: chance.between(0.5e-4, 3e-4),
    noise: chance.between(0.3e-4, 1.2e-4),
    rate: chance.between(2.5, 5.5),
    latency: chance.between(3_000, 60_000),
  }
}

/**
 * Whether a venue is silent at a time; asked for times that never run backwards. Every asker has its own, and all of one
 * venue agree. Outages last 6–20 s, with half an hour between them on average.
 */
export function outages(seed: string | number, venue: string, start: number): (time: number) => boolean {
  const chance = random(seed, 'outages', venue)
  const gap = () => Math.round((60 + 1_740 * chance.exponential()) * 1e6)
  const length = () => Math.round(chance.between(6, 20) * 1e6)
  let from = start + gap()
  let to = from + length()
  return time => {
    while (time >= to) {
      from = to + gap()
      to = from + length()
    }
    return time >= from
  }
}
