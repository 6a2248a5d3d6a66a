import type { FeedFile } from './reader.ts'

/** Quantities of an inverse contract are worth contracts × value in the quote asset, of a linear one in the base. */
export function toBase({
  contract,
  instrument,
}: Pick<FeedFile, 'contract' | 'instrument'>): (quantity: number, price: number) => number {
  if (!contract) return quantity => quantity
  const { value, asset } = contract
  return asset === instrument.quote ? (n, price) => (n * value) / price : n => n * value
}
