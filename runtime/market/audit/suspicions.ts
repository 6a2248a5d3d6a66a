import type { Feed } from '../manifest/manifest.ts'
import type { Series } from './series.ts'

const minute = 60_000_000
const quarter = 15 * minute
const tolerance = 3 * minute
/** 1990 and 2100, µs since the epoch. */
const early = 631_152_000_000_000
const late = 4_102_444_800_000_000

/** What may be wrong with the times of a feed: for people to look at. */
export type Suspicion =
  /** Times of receipt and stamps differ by about so many µs, as zones do. */
  | { readonly kind: 'zone'; readonly offset: number }
  /** The file goes back by about an hour, as clocks do in autumn. */
  | { readonly kind: 'autumn'; readonly line: number }
  /** A time that no such file has: seconds taken for milliseconds, or the reverse. */
  | { readonly kind: 'unit'; readonly time: number }
  /** The recorder's clock was behind the exchange's by so many µs. */
  | { readonly kind: 'clock'; readonly behind: number }
  /** Bars that begin within a bar: the time is of their end, or in another zone. */
  | { readonly kind: 'unaligned'; readonly count: number; readonly line: number }

export function suspicionsOf({ latency }: Feed, all: readonly Series[]): Suspicion[] {
  const found: Suspicion[] = []
  const times = all.filter(series => series.rows > 0)
  const least = Math.min(...times.map(series => series.leastDelay))
  const size = Math.abs(least)
  const isZone = size > quarter + tolerance && Math.abs(size - Math.round(size / quarter) * quarter) < tolerance
  // A modelled latency says nothing of clocks.
  if (latency === undefined && isZone) found.push({ kind: 'zone', offset: least })
  else if (latency === undefined && least < 0) found.push({ kind: 'clock', behind: -least })
  const back = times.find(({ backwards: { most } }) => most > 50 * minute && most < 70 * minute)
  if (back) found.push({ kind: 'autumn', line: back.backwards.line! })
  const odd = times.flatMap(({ first, last }) => [first, last]).find(time => time < early || time > late)
  if (odd !== undefined) found.push({ kind: 'unit', time: odd })
  const unaligned = times.find(series => series.unaligned.count > 0)
  if (unaligned) found.push({ kind: 'unaligned', count: unaligned.unaligned.count, line: unaligned.unaligned.line! })
  return found
}
