import type { PriceTrace, VenueTrace } from '../trace.ts'

/** The venues of some prices. A source without prices, which may never speak, says nothing of them. */
export function venuesOf(prices: readonly PriceTrace[], venues: readonly VenueTrace[]): readonly VenueTrace[] {
  return venues.filter(({ name }) => prices.some(price => price.name.startsWith(`${name} `)))
}
