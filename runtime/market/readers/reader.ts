import type { Messages } from '../../../compiler/ir/messages.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { FeedStats, Progress } from '../market.ts'

/** Knows one kind of recording. */
export interface Reader {
  readonly name: string
  /** What its recordings can carry. */
  readonly streams: readonly StreamName[]
  /** What a feed may say to it beyond venue, instrument and file. */
  readonly keys: readonly FeedKey[]
  /** A feed must say `pool`. */
  readonly pool?: true
  /** A feed must say by `map` what its columns are; the stream is the one that it says. */
  readonly map?: true
  /** Its recordings may be folders. */
  readonly folder?: true
  /**
   * µs. Present where the files have no times of receipt: unless the feed says another `latency`, an event is taken to be
   * received so much after it happened.
   */
  readonly latency?: number
  /**
   * The events of a file, in the order of its rows unless the format itself has none, in chunks, with bounded memory. Rows
   * that cannot be used are counted in `counts`; bytes taken from the file are added to `progress.done`. Throws a
   * `MarketFault` where the file as a whole cannot be used.
   */
  readonly read: (
    file: FeedFile,
    counts: Pick<FeedStats, 'skipped' | 'integrity'>,
    progress: Pick<Progress, 'done'>,
  ) => AsyncIterable<readonly FeedEvent[]>
}

export type FeedKey = 'contract' | 'symbol' | 'latency' | 'pool' | 'map'

/** What a reader is told of a file. */
export interface FeedFile {
  /** For people. */
  readonly file: string
  readonly path: string
  /** How long it was before the run; without it what it is when its reading begins counts. */
  readonly bytes?: number
  /** As the file has it: of a feed with `invert`, base and quote have changed places. */
  readonly instrument: { readonly base: string; readonly quote: string; readonly suffix: string }
  /** What one contract is worth, in the quote or the base asset; absent where quantities are in base. */
  readonly contract?: { readonly value: number; readonly asset: string }
  /** The exchange's spelling, where it is not the usual one. */
  readonly symbol?: string
  /** µs between an event and its receipt, where the file does not tell; the reader's own where it is not said. */
  readonly latency?: number
  readonly pool?: Pool
  readonly map?: Mapping
  /** Whether the order book is wanted. It costs more than all else, so only where it is. */
  readonly book?: boolean
  /** Of a declared source: what its messages carry. */
  readonly messages?: Messages
  /** Told of each row that cannot be used, and of its text. */
  readonly refused?: (reason: SkipReason, line: number, row: string) => void
  /** Where a message about the file points. */
  readonly span: NonNullable<Diagnostic['span']>
}

/** A pool of two tokens, in the chain's own order of them. */
export interface Pool {
  /** By so many powers of ten a token is larger than its smallest part. */
  readonly decimals: readonly [number, number]
  /** Which of the two is the base of the file's instrument. */
  readonly base: 0 | 1
  /** Hundredths of a basis point. */
  readonly fee: number
}
