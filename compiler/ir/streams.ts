/**
 * What a feed can carry, and in which order its numbers stand in an event.
 * Prices are quote per base; sizes and quantities are in base (adapters convert contracts); side is +1 for an
 * aggressive buy, -1 for an aggressive sell. `origin`, the exchange's time in µs, travels beside the fields.
 */
export const streams = {
  quote: ['bid', 'bid_size', 'ask', 'ask_size'],
  trades: ['price', 'qty', 'side'],
} as const

export type StreamName = keyof typeof streams
/** `origin` is readable like a field: it is what `fresh` measures age from. */
export type FieldName = (typeof streams)[StreamName][number] | 'origin'

/** Streams whose equal repetitions are no tick (a quote ticks only when a price or size changes). */
export const ticksOnChangeOnly: ReadonlySet<StreamName> = new Set(['quote'])
