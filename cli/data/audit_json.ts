import type { FeedAudit } from '../../runtime/market/audit/audit.ts'
import type { Series } from '../../runtime/market/audit/series.ts'
import { streamText } from './stream_text.ts'

/** An audit as plain data; times µs since the epoch, durations µs. */
export function auditJson({ feed, counts, series, suspicions, unread, fault }: FeedAudit): object {
  return {
    venue: feed.venue,
    instrument: feed.instrument.text,
    reader: feed.reader,
    file: feed.file,
    ...(unread && { unread }),
    ...(fault && { fault: { code: fault.code, message: fault.message } }),
    skipped: counts.skipped,
    suspicions,
    series: series.map(seriesJson),
  }
}

function seriesJson(series: Series): object {
  const { symbol, stream, rows, first, last, duplicates, backwards, moves, leastDelay, mostDelay } = series
  const delays = Number.isFinite(leastDelay) ? { delay: { least: leastDelay, most: mostDelay } } : {}
  return {
    ...(symbol !== undefined && { symbol }),
    stream: streamText(stream),
    rows,
    first,
    last,
    gaps: series.gaps.stats(last - first),
    duplicates,
    backwards,
    ...(moves && { outliers: { count: moves.count, line: moves.line, most: moves.most } }),
    ...delays,
  }
}
