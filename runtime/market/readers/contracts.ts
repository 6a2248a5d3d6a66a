import type { FeedFile } from './reader.ts'

/** From the quantity of a level or a trade and its price to base. */
export type ToBase = (quantity: number, price: number) => number

/** Quantities of an inverse contract are worth contracts × value in the quote asset, of a linear one in the base. */
export function toBase({ contract, instrument }: Pick<FeedFile, 'contract' | 'instrument'>): ToBase {
  if (!contract) return quantity => quantity
  const { value, asset } = contract
  return asset === instrument.quote ? (n, price) => (n * value) / price : n => n * value
}
