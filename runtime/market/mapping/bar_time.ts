import type { BarTime } from './mapping.ts'
import { remembering, type TimeOf } from './times.ts'
import { zoned } from './zone.ts'

const day = 86_400_000_000

/**
 * When the bar of a row is over, µs. Bars of days end when their session closes in the zone, or at midnight there: such a day
 * has 23 hours or 25 when clocks change.
 */
export function endOfBar(time: TimeOf, { every, at, closes }: BarTime, zone: string): TimeOf {
  if (at === 'end') return time
  if (every !== day || (zone === 'UTC' && closes === 1_440)) {
    return cells => {
      const start = time(cells)
      return start === undefined ? undefined : start + every
    }
  }
  const toUtc = zoned(zone)
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const endOf = remembering((start: number) => toUtc(Date.parse(shown.format(start / 1_000)) + closes * 60_000) * 1_000)
  return cells => {
    const start = time(cells)
    return start === undefined ? undefined : endOf(start)
  }
}
