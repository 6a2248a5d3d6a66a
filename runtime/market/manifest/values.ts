import type { Instrument } from './manifest.ts'

const micros: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
  w: 604_800_000_000,
}
const amount = /^(\d[\d_]*(?:\.\d+)?)(.*)$/s

/** `1h30m`, `250ms` and, if allowed, `-1270ms` in whole µs; undefined where it is none. */
export function duration(text: string, signed = false): number | undefined {
  const sign = signed && text.startsWith('-') ? -1 : 1
  const body = sign < 0 ? text.slice(1) : text
  if (!/^(\d[\d_]*(\.\d+)?(us|ms|s|m|h|d|w))+$/.test(body)) return undefined
  let sum = 0
  for (const [, n, unit] of body.matchAll(/([\d_.]+)(us|ms|s|m|h|d|w)/g)) sum += number(n!) * micros[unit!]!
  return Number.isSafeInteger(Math.round(sum)) ? sign * Math.round(sum) : undefined
}

/** `2000/s` or `10/1m` per second. */
export function rate(text: string): number | undefined {
  const [count, per, ...rest] = text.split('/').map(t => t.trim())
  if (!count || !per || rest.length || !/^\d[\d_]*(\.\d+)?$/.test(count)) return undefined
  const time = duration(/^\d/.test(per) ? per : `1${per}`)
  const perSecond = time ? (number(count) * 1e6) / time : 0
  return perSecond > 0 ? perSecond : undefined
}

/** `100 USD`. */
export function contract(text: string): { value: number; asset: string } | undefined {
  const [, n, asset] = amount.exec(text.trim()) ?? []
  const [name] = /^\s+([A-Z][A-Z0-9_]*)$/.exec(asset ?? '')?.slice(1) ?? []
  return n && name && number(n) > 0 ? { value: number(n), asset: name } : undefined
}

/** A symbol as in the language: `BTC/USDT`, `1000PEPE/USDT perp`, `BTC/USD inverse perp`, `BTC/USDT 2027-03-26`. */
export function instrument(text: string): Instrument | undefined {
  const one = text.trim().replace(/\s+/g, ' ')
  const found =
    /^([A-Z0-9_]*[A-Z][A-Z0-9_]*)\/([A-Z][A-Z0-9_]*)(?::[A-Z0-9_]+)?(?:-\d{6}(?:-[\d.]+-[CP])?)?(?: (perp|inverse perp|\d{4}-\d\d-\d\d))?$/.exec(
      one,
    )
  return found ? { text: one, base: found[1]!, quote: found[2]!, suffix: found[3] ?? '' } : undefined
}

const number = (digits: string) => Number(digits.replaceAll('_', ''))
