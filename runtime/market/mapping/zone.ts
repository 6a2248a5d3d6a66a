const quarter = 900_000
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

/** Clocks change at quarters of an hour only, and rows of the same quarter follow each other. */
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
  let last = Number.NaN
  let shift = 0
  return local => {
    const place = Math.floor(local / quarter)
    if (place !== last) {
      const start = place * quarter
      const before = offset(start - offset(start - 86_400_000))
      const found = start - before
      shift = offset(found) === before ? before : offset(start - 86_400_000)
      last = place
    }
    return local - shift
  }
}
