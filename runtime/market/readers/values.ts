import { decimal } from './decimal.ts'

/** A number, or one in a text; NaN for all else. */
export function numberIn(value: unknown): number {
  if (typeof value === 'bigint') return Number(value)
  return decimal(typeof value === 'string' ? value.trim() : value)
}

/** Empty where there is nothing, or something that is made of parts. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : ''
}
