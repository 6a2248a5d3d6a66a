/** µs as people write them: `1.5s`, `-1270ms`, `12us`. */
export function durationText(micros: number): string {
  const size = Math.abs(micros)
  if (size >= 86_400_000_000) return `${Number((micros / 86_400_000_000).toFixed(3))}d`
  if (size >= 1_000_000 || size === 0) return `${micros / 1_000_000}s`
  return size >= 1_000 ? `${micros / 1_000}ms` : `${micros}us`
}
