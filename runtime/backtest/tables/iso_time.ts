/** µs since the epoch in ISO 8601, UTC, with microseconds: `2024-08-08T23:54:14.087891Z`; empty beyond the calendar. */
export function isoTime(micros: number): string {
  const second = Math.floor(micros / 1e6)
  if (second !== lastSecond) {
    const date = new Date(second * 1_000)
    lastText = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, -5)
    lastSecond = second
  }
  return lastText && `${lastText}.${String(Math.floor(micros - second * 1e6)).padStart(6, '0')}Z`
}

// Rows come by the thousand in one second.
let lastSecond = 0
let lastText = '1970-01-01T00:00:00'
