import { decimal } from './decimal.ts'

/** A number, or one in a text; NaN for all else. */
export function numberIn(value: unknown): number {
  if (typeof value === 'bigint') return Number(value)
  return decimal(typeof value === 'string' ? value.trim() : value)
}

/** Empty where there is nothing. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : value === undefined || value === null ? '' : String(value)
}
