import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import type { FeedStats, Progress } from '../market.ts'

/** Knows one kind of recording. */
export interface Reader {
  readonly name: string
  /** What its recordings can carry. */
  readonly streams: readonly StreamName[]
  /**
   * The events of a file, in the order of its rows, in chunks, with bounded memory. Rows that cannot be used are counted
   * in `counts`; bytes taken from the file are added to `progress.done`. Throws a `MarketFault` where the file as a whole
   * cannot be used.
   */
  readonly read: (
    file: FeedFile,
    counts: Pick<FeedStats, 'skipped'>,
    progress: Pick<Progress, 'done'>,
  ) => AsyncIterable<readonly FeedEvent[]>
}

/** What a reader is told of a file. A feed of a manifest is one. */
export interface FeedFile {
  /** For people. */
  readonly file: string
  readonly path: string
  readonly instrument: { readonly base: string; readonly quote: string; readonly suffix: string }
  /** What one contract is worth, in the quote or the base asset; absent where quantities are in base. */
  readonly contract?: { readonly value: number; readonly asset: string }
  /** The exchange's spelling, where it is not the usual one. */
  readonly symbol?: string
  /** Where a message about the file points. */
  readonly span: NonNullable<Diagnostic['span']>
}
