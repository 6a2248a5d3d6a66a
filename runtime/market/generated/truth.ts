/** From, and until: µs since the epoch, of what happened, not of its being received. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * What is so in a generated market, though no message says it: planted, so that what a strategy finds can be measured.
 * The page on samples has it field by field.
 */
export interface Truth {
  /** How late each venue shows the hidden prices when all is calm, and how long its messages take, µs. */
  readonly venues: { readonly venue: string; readonly lag: number; readonly latency: number }[]
  /** Some per cent within seconds. */
  readonly moves: (Span & { readonly asset: string; readonly size: number })[]
  readonly regimes: (Span & { readonly asset: string; readonly state: 'calm' | 'wild' })[]
  /** `drift`: a part of the price per minute. */
  readonly trends: (Span & { readonly asset: string; readonly drift: number })[]
  /** A venue's price is off by `size`: planted there, or because the venue is late in a fast move. */
  readonly dislocations: (Span & {
    readonly venue: string
    readonly symbol: string
    readonly kind: 'planted' | 'late'
    readonly size: number
  })[]
  /** How far a pool is ahead of the hidden price from a time on, until it is told otherwise, µs. */
  readonly leads: { readonly venue: string; readonly symbol: string; readonly from: number; readonly lead: number }[]
  /** Those who know of a fast move trade at a pool before it comes. */
  readonly rushes: (Span & {
    readonly venue: string
    readonly symbol: string
    readonly side: 1 | -1 | 0
    readonly drain: number
  })[]
  /** What a share follows, and how; `broken` is when it ceases to, null: never, or it never did. */
  readonly shares: ShareTruth[]
  /** Any two shares of a sector that are both bound, though they may break. */
  readonly pairs: PairTruth[]
  readonly outages: (Span & { readonly venue: string })[]
}

export interface ShareTruth {
  readonly asset: string
  readonly sector: number
  /** By how much of a part it moves when its sector moves by one. */
  readonly beta: number
  /** Whether it comes back to its sector, and then how fast: µs until half the way is gone. */
  readonly bound: boolean
  readonly halfLife: number
  readonly broken: number | null
}

export interface PairTruth {
  readonly a: string
  readonly b: string
  /** By how much of a part `a` moves when `b` moves by one. */
  readonly beta: number
  readonly halfLife: number
  readonly broken: number | null
}

export const nothingKnown = (): Truth => ({
  venues: [],
  moves: [],
  regimes: [],
  trends: [],
  dislocations: [],
  leads: [],
  rushes: [],
  shares: [],
  pairs: [],
  outages: [],
})
