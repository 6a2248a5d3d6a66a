import { join } from 'node:path'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { FeedEvent } from '../event.ts'
import type { Feed, Manifest } from '../manifest/manifest.ts'
import { newStats, type Progress } from '../market.ts'
import { inOrder } from '../recorded/in_order.ts'
import { rowsOf } from '../recorded/rows.ts'
import { leastDelay, needsEstimate, skewOf } from '../recorded/skew.ts'
import { cellsOf, columnsOf } from './columns.ts'
import { DayFiles } from './day_files.ts'

/** What became of a feed. */
export interface Converted {
  readonly feed: Feed
  /** Below the folder of the market. */
  readonly folder: string
  readonly streams: readonly { readonly stream: StreamName | undefined; readonly rows: number }[]
}

/**
 * Writes a feed as Parquet, `FOLDER/STREAM/DAY.parquet`: its events in order, with the clocks of its exchange corrected,
 * quantities in base, and splits applied. Throws a `MarketFault` where the file cannot be read.
 */
export async function convertFeed(
  feed: Feed,
  { skew, lateness }: Pick<Manifest, 'skew' | 'lateness'>,
  out: string,
  folder: string,
  progress: Pick<Progress, 'done'>,
): Promise<Converted> {
  const events = () => {
    const counts = newStats(feed.venue, feed.instrument.text, feed.file)
    const { rows, at } = rowsOf(feed, { book: true }, counts, progress)
    return inOrder(rows, lateness, at, counts)
  }
  // A modelled delay is not the difference of two clocks.
  const least = feed.latency === undefined && needsEstimate(skew, feed.venue) ? await leastDelay(events()) : undefined
  const added = skewOf(skew, feed.venue, least) ?? 0
  const several = feed.instrument.text === '*'
  const files = new Map<FeedEvent['stream'], DayFiles>()
  let place = 0
  for await (const chunk of events()) {
    for (const event of chunk) {
      const { received, stamp, stream } = event
      const own = files.get(stream) ?? new DayFiles(join(out, folder, folderOf(stream)), columnsOf(stream, several))
      files.set(stream, own)
      const origin = stamp === undefined ? undefined : Math.min(stamp + added, received)
      // Of a bar the file has the end, which is a moment after its last.
      const happened = origin !== undefined && stream === 'bar' ? origin + 1 : origin
      own.add(received, cellsOf(event, happened, place++, several))
    }
  }
  for (const own of files.values()) own.end()
  return { feed, folder, streams: [...files].map(([stream, { rows }]) => ({ stream, rows })) }
}

/** Messages that carry nothing that is read show that the venue is alive. */
export const folderOf = (stream: FeedEvent['stream']): string => (stream === 'bar' ? 'bars' : (stream ?? 'alive'))
