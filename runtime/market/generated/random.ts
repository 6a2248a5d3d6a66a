/**
 * A stream of random numbers that is the same on every machine: 32-bit integer operations only (sfc32 by Chris
 * Doty-Humphrey, seeded by a hash of a text), and no function of the host's mathematics.
 */
export interface Random {
  /** In [0, 1), a multiple of 2^-32. */
  uniform(): number
  /** In [low, high). */
  between(low: number, high: number): number
  /** Mean 0, variance 1, near enough to normal: the sum of four uniforms. Never beyond ±3.47. */
  normal(): number
  /** Mean 1, exponential, by von Neumann's method (1951), which only compares. */
  exponential(): number
  /** Mean 0, variance 1, with fat tails: Student's t with four degrees of freedom, whose fourth moment is infinite. */
  heavy(): number
}

/** Equal keys give equal streams, different ones independent streams. */
export function random(...key: readonly (string | number)[]): Random {
  let [a, b, c, d] = hash(key.map(part => `${String(part).length}:${part}`).join(' '))
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) next()

  const uniform = () => next() / 2 ** 32
  const normal = () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3)
  const between = (low: number, high: number) => low + (high - low) * uniform()
  const one = () => exponential(uniform)
  // Two exponentials are half a chi-square of four degrees; a t of four has variance two.
  const heavy = () => normal() / Math.sqrt(one() + one())
  return { uniform, between, normal, exponential: one, heavy }
}

/** A falling run of uniforms of odd length gives its first; each even one adds one. */
function exponential(uniform: () => number): number {
  for (let whole = 0; ; whole++) {
    const first = uniform()
    let last = first
    let length = 1
    for (let u = uniform(); u < last; u = uniform()) {
      last = u
      length++
    }
    if (length % 2 === 1) return whole + first
  }
}

/** Four words from a text: FNV-1a with different starts, each mixed as in MurmurHash3. */
function hash(text: string): [number, number, number, number] {
  const word = (start: number) => {
    let h = start
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    return (h ^ (h >>> 16)) | 0
  }
  return [word(0x811c9dc5), word(0x2545f491), word(0x6c078965), word(0x5bd1e995)]
}
