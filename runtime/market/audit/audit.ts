import type { Diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import type { Feed } from '../manifest/manifest.ts'
import { type FeedStats, MarketFault, newStats, type Progress } from '../market.ts'
import { readers } from '../readers/index.ts'
import { rowsOf } from '../recorded/rows.ts'
import { Series } from './series.ts'
import { type Suspicion, suspicionsOf } from './suspicions.ts'

export interface FeedAudit {
  readonly feed: Feed
  readonly counts: FeedStats
  /** By stream, and in a file of several instruments by symbol. */
  readonly series: readonly Series[]
  readonly suspicions: readonly Suspicion[]
  /** What its columns mean stands in a strategy only. */
  readonly unread?: true
  /** Why the file could not be read to its end. */
  readonly fault?: Diagnostic
}

/** Reads a feed through once, and says what is in it and what is wrong with it. */
export async function audit(feed: Feed, progress: Pick<Progress, 'done'>): Promise<FeedAudit> {
  const counts = newStats(feed.venue, feed.instrument.text, feed.file)
  if (readers[feed.reader]!.streams.includes('message'))
    return { feed, counts, series: [], suspicions: [], unread: true }
  const found = new Map<string, Series>()
  let last: Series | undefined
  const seriesOf = ({ symbol, stream }: FeedEvent): Series => {
    // Rows of one instrument often follow each other.
    if (last && last.symbol === symbol && last.stream === stream) return last
    const key = `${stream} ${symbol}`
    last = found.get(key) ?? new Series(symbol, stream, stream === 'bar' ? feed.map?.bar?.every : undefined)
    found.set(key, last)
    return last
  }
  try {
    const { rows } = rowsOf(feed, { book: true }, counts, progress)
    for await (const chunk of rows) for (const event of chunk) seriesOf(event).see(event)
  } catch (error) {
    if (!(error instanceof MarketFault)) throw error
    return { feed, counts, series: [...found.values()], suspicions: [], fault: error.diagnostic }
  }
  const series = [...found.values()].sort((a, b) => compare(`${a.stream} ${a.symbol}`, `${b.stream} ${b.symbol}`))
  return { feed, counts, series, suspicions: suspicionsOf(feed, series) }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
