const quarter = 900_000
/** Quarters of an hour of which a zone remembers how it shows them. */
const MOST = 10_000
const known = new Map<string, (local: number) => number>()

/**
 * From the time that clocks show in a zone (ms, as if it were UTC) to ms since the epoch. Of an hour that comes twice the first
 * is meant; a time that is left out is as long after the change as it says.
 */
export function zoned(zone: string): (local: number) => number {
  const found = known.get(zone) ?? (zone === 'UTC' ? (local: number) => local : remembering(zone))
  known.set(zone, found)
  return found
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Clocks change at quarters of an hour only; the days of one symbol may follow those of another. */
function remembering(zone: string): (local: number) => number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offset = (ms: number) => {
    const at = Object.fromEntries(parts.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(at.year!, at.month! - 1, at.day!, at.hour, at.minute, at.second) - Math.floor(ms / 1_000) * 1_000
  }
  const shifts = new Map<number, number>()
  const shiftOf = (start: number) => {
    const before = offset(start - offset(start - 86_400_000))
    return offset(start - before) === before ? before : offset(start - 86_400_000)
  }
  return local => {
    const place = Math.floor(local / quarter)
    let shift = shifts.get(place)
    if (shift === undefined) {
      shift = shiftOf(place * quarter)
      if (shifts.size === MOST) shifts.clear()
      shifts.set(place, shift)
    }
    return local - shift
  }
}
