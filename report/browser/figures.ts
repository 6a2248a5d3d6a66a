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
