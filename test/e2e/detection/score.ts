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

/** What is counted in one market. */
export interface Counts {
  readonly detector: string
  /** Findings, and those of them that are of something true. */
  readonly found: number
  readonly right: number
  /** True things that can be found; for each of them that was, from its beginning to the finding, s. Less than 0: before it began. */
  readonly wanted: number
  readonly delays: readonly number[]
  /** Findings as chance would have them, of every kind at all times, and those of them that would be right. */
  readonly tried: number
  readonly lucky: number
}

/** What is counted in several markets, as parts. */
export interface Score {
  readonly detector: string
  readonly found: number
  readonly wanted: number
  readonly precision: number
  /** The precision of what knows nothing. */
  readonly chance: number
  readonly recall: number
  /** The median, s. */
  readonly delay: number
}

export interface Rule<F, T extends True> {
  /** Whether a finding of this kind can be of this. */
  readonly fits: (of: F, truth: T) => boolean
  /** How much later than it is so it may be found, µs. */
  readonly late: number
  /** All kinds of findings that there could be, and between which times; of a kind at a time, unless nobody looks there. */
  readonly kinds: readonly F[]
  readonly from: number
  readonly to: number
  readonly looks?: (of: F, at: number) => boolean
}

/** µs from one finding of chance to the next. */
const often = 5e6

/**
 * A finding is right if anything true that it fits was so at its time; what is wanted is caught if a finding fits it. `known` is all
 * that is true, `wanted` the part of it that is large enough to be found.
 */
export function count<F, T extends True>(
  detector: string,
  found: readonly Found<F>[],
  { known, wanted }: { readonly known: readonly T[]; readonly wanted: readonly T[] },
  { fits, late, kinds, from, to, looks = () => true }: Rule<F, T>,
): Counts {
  const meets = ({ at, of }: Found<F>, t: T) => at >= t.from && at < t.to + late && fits(of, t)
  let [tried, lucky] = [0, 0]
  for (const of of kinds) {
    const fitting = known.filter(t => fits(of, t))
    for (let at = from; at < to; at += often) {
      if (!looks(of, at)) continue
      tried++
      if (fitting.some(t => meets({ at, of }, t))) lucky++
    }
  }
  const delays = wanted.flatMap(t => {
    const first = found.find(f => meets(f, t))
    return first ? [(first.at - t.from) / 1e6] : []
  })
  const right = found.filter(f => known.some(t => meets(f, t))).length
  return { detector, found: found.length, right, wanted: wanted.length, delays, tried, lucky }
}

/** Of one detector in several markets. */
export function scored(all: readonly Counts[]): Score {
  const total = (of: (counts: Counts) => number) => all.reduce((sum, counts) => sum + of(counts), 0)
  const [found, wanted] = [total(c => c.found), total(c => c.wanted)]
  const delays = all.flatMap(c => c.delays).sort((a, b) => a - b)
  return {
    ...{ detector: all[0]!.detector, found, wanted },
    precision: total(c => c.right) / found,
    chance: total(c => c.lucky) / total(c => c.tried),
    recall: delays.length / wanted,
    delay: delays[delays.length >> 1] ?? Number.NaN,
  }
}
