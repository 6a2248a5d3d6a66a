/** Numbers at an axis, with as many decimals as tell one from the next. */
export function figures(values: readonly number[]): string[] {
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0))
  const decimals = step > 0 ? Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)) : 0
  // Beside the axis is room for so many.
  if (decimals > 8) return values.map(value => value.toExponential(1))
  return values.map(value => {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    return value.toLocaleString('en-US', digits)
  })
}

/** A number of a chart, as its legend has it. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  const short = Number(value.toPrecision(7))
  return Math.abs(short) >= 1e4 ? short.toLocaleString('en-US', { maximumFractionDigits: 2 }) : String(short)
}

/** Times of the axis, in UTC; the date where a day begins, and at first. */
export function clocks(seconds: readonly number[]): string[] {
  return seconds.map((at, k) => {
    const [date, clock] = iso(at).split(' ') as [string, string]
    const isNew = k === 0 || date !== iso(seconds[k - 1]!).slice(0, 10)
    const short = clock.endsWith(':00') ? clock.slice(0, 5) : clock
    // Side by side the first date would cover the next clock.
    return isNew ? `${short}\n${date}` : short
  })
}

/** Seconds since the epoch, to the second. */
export const iso = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')
