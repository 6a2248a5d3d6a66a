/** A ratio as people read it, in percent to two places: 0.00515 is `0.52%`. */
export function percentText(ratio: number): string {
  return `${(ratio * 100).toFixed(2)}%`
}
