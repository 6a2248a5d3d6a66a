/** That something was found, at a time, µs. */
export interface Found<T> {
  readonly at: number
  readonly of: T
}

/** That something was so. */
export interface True {
  readonly from: number
  readonly to: number
}

export interface Score {
  readonly detector: string
  /** Findings, and those of them that are of something true. */
  readonly found: number
  readonly right: number
  /** True things that can be found, and those of them that were. */
  readonly wanted: number
  readonly caught: number
  readonly precision: number
  readonly recall: number
  /** From the beginning of what was caught to the finding, s; the median. Less than 0: before it began. */
  readonly delay: number
}

export interface Rule<F, T extends True> {
  /** Whether a finding of this kind can be of this. */
  readonly fits: (of: F, truth: T) => boolean
  /** How much earlier and later than it is so it may be found, µs. */
  readonly early?: number
  readonly late: number
}

/**
 * A finding is right if anything true that it fits was so at its time; what is wanted is caught if a finding fits it. `known` is all
 * that is true, `wanted` the part of it that is large enough to be found.
 */
export function score<F, T extends True>(
  detector: string,
  found: readonly Found<F>[],
  { known, wanted }: { readonly known: readonly T[]; readonly wanted: readonly T[] },
  { fits, early = 0, late }: Rule<F, T>,
): Score {
  const meets = ({ at, of }: Found<F>, t: T) => at >= t.from - early && at < t.to + late && fits(of, t)
  const right = found.filter(f => known.some(t => meets(f, t))).length
  const delays = wanted.flatMap(t => {
    const first = found.find(f => meets(f, t))
    return first ? [(first.at - t.from) / 1e6] : []
  })
  delays.sort((a, b) => a - b)
  return {
    detector,
    found: found.length,
    right,
    wanted: wanted.length,
    caught: delays.length,
    precision: right / found.length,
    recall: delays.length / wanted.length,
    delay: delays[delays.length >> 1] ?? Number.NaN,
  }
}

/** The beginnings of times at which a value of a key is above a threshold; it has to fall below `again` in between. */
export class Crossings<F> {
  readonly found: Found<F>[] = []
  private readonly above = new Set<string>()

  see(key: string, at: number, is: boolean, isOver: boolean, of: F): void {
    if (is && !this.above.has(key)) {
      this.above.add(key)
      this.found.push({ at, of })
    } else if (isOver) this.above.delete(key)
  }
}
