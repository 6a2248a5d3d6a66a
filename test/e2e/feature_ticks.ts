import { expect } from 'vitest'

/** What a feature was at its ticks. */
export interface Ticks {
  ticks: number
  sum: number
  /** The sum of absolute values: by what the sum may be off. */
  scale: number
  min: number
  max: number
  last: number
}

/** Of the summary of a run; a feature that never ticked has no least value. */
export interface ToldFeature {
  readonly ticks: number
  readonly sum: number
  readonly min?: number | null
  readonly max?: number | null
  readonly last?: number | null
}

/** Counts a value, unless it is absent. */
export function tick(features: Map<string, Ticks>, name: string, x: number | undefined): void {
  if (x === undefined || !Number.isFinite(x)) return
  const f = features.get(name)
  if (!f) {
    features.set(name, { ticks: 1, sum: x, scale: Math.abs(x), min: x, max: x, last: x })
    return
  }
  f.ticks++
  f.sum += x
  f.scale += Math.abs(x)
  f.min = Math.min(f.min, x)
  f.max = Math.max(f.max, x)
  f.last = x
}

/** Counts exactly, values and sums but for rounding; says what ticked how often. */
export function expectEqual(
  found: ReadonlyMap<string, ToldFeature>,
  plain: ReadonlyMap<string, Ticks>,
): Record<string, number> {
  const counts = (features: ReadonlyMap<string, ToldFeature>) =>
    Object.fromEntries([...features].flatMap(([name, { ticks }]) => (ticks > 0 ? [[name, ticks]] : [])).sort())
  expect(counts(found)).toEqual(counts(plain))
  for (const [name, { ticks, sum, scale, ...values }] of plain) {
    const f = found.get(name)!
    expect(Math.abs(f.sum - sum), name).toBeLessThanOrEqual(1e-9 * scale)
    for (const value of ['min', 'max', 'last'] as const)
      expect(Math.abs(f[value]! - values[value]), `${value} of ${name}`).toBeLessThanOrEqual(1e-9 * (scale / ticks))
  }
  return counts(found)
}
