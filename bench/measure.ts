import { performance } from 'node:perf_hooks'

/**
 * Medians of the times of several ways to do the same, ms; taken in turns, so that a disturbance hits all alike. A way that
 * prepares something, or runs elsewhere, returns its own time.
 */
export function medians<K extends string>(
  ways: Readonly<Record<K, () => unknown>>,
  repetitions: number,
): Record<K, number> {
  const names = Object.keys(ways) as K[]
  const times = new Map(names.map(name => [name, [] as number[]]))
  // One round to warm up.
  for (let round = -1; round < repetitions; round++) {
    for (const name of names) {
      const start = performance.now()
      const own = ways[name]()
      if (round >= 0) times.get(name)!.push(typeof own === 'number' ? own : performance.now() - start)
    }
  }
  return Object.fromEntries(names.map(name => [name, median(times.get(name)!)])) as Record<K, number>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** How long it takes, ms. */
export function timed(what: () => void): number {
  const start = performance.now()
  what()
  return performance.now() - start
}
