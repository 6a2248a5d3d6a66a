import type { Suggestion } from './catalogue/entry.ts'

/** The candidate that a typing mistake most likely meant, if any is near enough (optimal string alignment distance ≤ a third of the word). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return suggest(word, candidates).suggestion
}

/** As `nearest`, and whether it is the only one so near. */
export function suggest(word: string, candidates: Iterable<string>): Suggestion {
  let best: string | undefined
  let tied = false
  const wanted = word.toLowerCase()
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(wanted.length - candidate.length) > least) continue
    const d = distance(wanted, candidate.toLowerCase(), least + 1)
    if (d < least) {
      least = d
      best = candidate
      tied = false
    } else if (d === least && best !== undefined && candidate !== best) tied = true
  }
  return { suggestion: best, tied }
}

/** Insertions, deletions, replacements and swaps of neighbours; gives up above `limit`. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let nearest = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2]! + 1)
      row.push(d)
      nearest = Math.min(nearest, d)
    }
    // A swap reaches back two rows, and adds one.
    if (nearest >= limit) return limit
    before = last
    last = row
  }
  return last[b.length]!
}
