import type { Messages } from '../../../compiler/ir/messages.ts'
import type { FeedEvent } from '../event.ts'
import type { Feed } from '../manifest/manifest.ts'
import type { FeedStats, Progress } from '../market.ts'
import { readers } from '../readers/index.ts'
import { inverted } from '../readers/invert.ts'
import type { FeedFile } from '../readers/reader.ts'

/** What a feed is read for. */
export interface Wanted {
  /** Whether its order books are wanted. */
  readonly book: boolean
  /** Of a declared source: what its messages carry. */
  readonly messages?: Messages
  /** Told of each row that cannot be used: of which file, in which line and why. */
  readonly refused?: (file: string, ...row: Parameters<NonNullable<FeedFile['refused']>>) => void
}

/** The rows of a feed's files, one file after the other, as its reader gives them; `at` is the file that is being read. */
export function rowsOf(
  feed: Feed,
  { book, messages, refused }: Wanted,
  counts: FeedStats,
  progress: Pick<Progress, 'done'>,
): { rows: AsyncIterable<readonly FeedEvent[]>; at: Pick<FeedFile, 'file' | 'span'> } {
  const { base, quote, suffix } = feed.instrument
  const instrument = feed.invert ? { base: quote, quote: base, suffix } : feed.instrument
  const about = { ...feed, instrument, book, ...(messages && { messages }) }
  const at = { file: feed.file, span: feed.span }
  const rows = inTurn()
  return { rows: feed.invert ? inverted(rows) : rows, at }

  async function* inTurn() {
    for (const part of feed.parts) {
      at.file = part.file
      const own: FeedFile = { ...about, ...part, ...(refused && { refused: (...row) => refused(part.file, ...row) }) }
      yield* readers[feed.reader]!.read(own, counts, progress)
    }
  }
}
