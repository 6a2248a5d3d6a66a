import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { SkipReason } from '../../grammar/diagnostics/catalogue/recordings.ts'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import type { BookIntegrity } from './books/integrity.ts'

/** Events on their way into a graph, and what is known of them. Recorded and generated markets have this one shape. */
export interface Market {
  readonly name: string
  /**
   * In the order of steps, in chunks of some thousands. Can be read once. Throws a `MarketFault` where a file turns out
   * to be unusable on the way (it was cut while it was read, or was not read through beforehand).
   */
  readonly events: AsyncIterable<readonly SourceEvent[]>
  /** One for each feed, filled while `events` are read: final at their end. */
  readonly stats: readonly FeedStats[]
  readonly progress: Progress
}

/** How far the reading is, for a progress bar: bytes of files, or simulated µs. Changes while it goes on. */
export interface Progress {
  done: number
  total: number
}

/** What came out of one feed. Times are µs. */
export interface FeedStats {
  readonly venue: string
  readonly instrument: string
  /** Absent for a generated market. */
  readonly file?: string
  /** Every usable message: quotes + trades + books + pools + other. */
  messages: number
  quotes: number
  trades: number
  /** Snapshots, changes and invalidations of the order book. */
  books: number
  /** Swaps, mints and burns after which the liquidity of a pool is known. */
  pools: number
  /** Messages of other streams, and those that only show that the channel is alive. */
  other: number
  /** By reason: how many rows, and the line of the first. */
  readonly skipped: Partial<Record<SkipReason, { count: number; readonly line: number }>>
  /** Rows that came earlier than a row before them and were put in order. */
  reordered: number
  /** Events whose corrected origin was later than their receipt and was set to it. */
  clamped: number
  /** Receive time of the first and the last message. */
  first: number | undefined
  last: number | undefined
  /** What was added to the exchange's stamps; undefined where there were none, or no correction. */
  skew: number | undefined
  /** Added to the exchange's stamps to have a time of receipt; undefined where the file has one. */
  latency: number | undefined
  /** Absent where no order book is kept. */
  integrity?: BookIntegrity
}

/** Empty counts of one feed. */
export function newStats(venue: string, instrument: string, file?: string): FeedStats {
  return {
    venue,
    instrument,
    ...(file !== undefined && { file }),
    messages: 0,
    quotes: 0,
    trades: 0,
    books: 0,
    pools: 0,
    other: 0,
    skipped: {},
    reordered: 0,
    clamped: 0,
    first: undefined,
    last: undefined,
    skew: undefined,
    latency: undefined,
  }
}

/** Counts a row that could not be used. */
export function skip(stats: Pick<FeedStats, 'skipped'>, reason: SkipReason, line: number): void {
  const known = stats.skipped[reason]
  if (known) known.count++
  else stats.skipped[reason] = { count: 1, line }
}

/** A market that cannot be read on. Carries what to tell the user. */
export class MarketFault extends Error {
  readonly diagnostic: Diagnostic

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.name = 'MarketFault'
    this.diagnostic = diagnostic
  }
}
