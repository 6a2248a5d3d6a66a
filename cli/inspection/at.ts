import { duration } from '../../runtime/market/manifest/values.ts'

/** A time of a run, µs: since the epoch, since its first event, or its last event. */
export type At =
  | { readonly kind: 'epoch'; readonly time: number }
  | { readonly kind: 'offset'; readonly time: number }
  | { readonly kind: 'end' }

/** `2026-01-05T00:12:00Z` (UTC where no zone is written), µs since the epoch, `12m 3s` or `end`. */
export function atOf(text: string): At | undefined {
  const one = text.trim()
  if (one === 'end') return { kind: 'end' }
  if (/^\d{13,16}$/.test(one)) return { kind: 'epoch', time: Number(one) }
  const epoch = isoOf(one)
  if (epoch !== undefined) return { kind: 'epoch', time: epoch }
  const time = duration(one.replaceAll(' ', ''))
  return time === undefined || time < 0 ? undefined : { kind: 'offset', time }
}

function isoOf(text: string): number | undefined {
  const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d\d:?\d\d)?$/i
  const [, day, minute = '00:00', second = ':00', fraction = '', zone = 'Z'] = form.exec(text) ?? []
  if (!day) return undefined
  const seconds = Date.parse(`${day}T${minute}${second}${zone.toUpperCase()}`)
  return Number.isNaN(seconds) ? undefined : seconds * 1_000 + Number(fraction.padEnd(6, '0'))
}
