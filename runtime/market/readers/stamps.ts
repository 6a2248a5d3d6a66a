import { seconds } from './csv.ts'

/**
 * `1618678142.557535` or `2026-08-09T21:05:49.253283580Z` as µs, what is finer cut off; undefined where it is neither.
 */
export function micros(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const [, whole = text, parts = ''] = /^(.*\d)\.(\d+)(?:Z|\+00:00)?$/.exec(text) ?? []
  const start = seconds(whole)
  return start === undefined ? undefined : start + Number(parts.slice(0, 6).padEnd(6, '0'))
}

/** Milliseconds, as a number or its digits, as µs; undefined where it is none. */
export function millis(value: unknown): number | undefined {
  const ms = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof ms === 'number' && ms > 0 && Number.isSafeInteger(ms * 1_000) ? ms * 1_000 : undefined
}
