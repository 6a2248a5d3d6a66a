import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Binding, BoundFeed } from '../bind/bind.ts'
import { lacking } from '../bind/lacking.ts'
import type { FeedEvent } from '../event.ts'
import { type FeedStats, type Market, MarketFault, newStats, type Progress } from '../market.ts'
import { merge } from '../merge.ts'
import { feedEvents } from './feed_events.ts'
import { inOrder } from './in_order.ts'
import { rowsOf, type Wanted } from './rows.ts'
import { leastDelay, needsEstimate, skewOf } from './skew.ts'

/**
 * Opens the feeds that a strategy is bound to. Files whose skew is to be estimated are read through once before the
 * events are: then whatever is wrong with them is among the diagnostics, and streams without a single event are warned of.
 * `progress` moves through both readings, and may be watched from outside meanwhile; `refuse` is told of each row that the events
 * are without.
 */
export async function openMarket(
  binding: Binding,
  progress: Progress = { done: 0, total: 0 },
  refuse?: (refused: Refused) => void,
): Promise<{ market?: Market; diagnostics: readonly Diagnostic[] }> {
  const { manifest, feeds } = binding
  const readings = ({ feed }: BoundFeed) => (needsEstimate(manifest.skew, feed.venue) ? 2 : 1)
  progress.total = feeds.reduce((sum, bound) => sum + bound.feed.bytes * readings(bound), 0)

  const opened = await Promise.all(feeds.map(bound => prepare(bound, binding, progress)))
  const diagnostics = [...opened.flatMap(o => o.diagnostics), ...unheard(binding, opened)]
  if (diagnostics.some(d => d.severity === 'error')) return { diagnostics }
  const stats = opened.map(o => o.stats)
  const events = merge(
    feeds.map((bound, i) => feedEvents(rows(bound, binding, stats[i]!, progress, refuse), bound, stats[i]!)),
  )
  return { market: { name: manifest.market, events, stats, progress }, diagnostics }
}

/** The rows of a feed in order of receipt. */
function rows(
  bound: BoundFeed,
  { manifest, graph }: Binding,
  counts: FeedStats,
  progress: Progress,
  refuse?: (refused: Refused) => void,
) {
  const { feed, streams } = bound
  const { messages } = graph.venues[bound.venue]!
  const of = { venue: feed.venue, instrument: feed.instrument.text }
  const wanted: Wanted = {
    book: streams.includes('book'),
    ...(messages && { messages }),
    ...(refuse && { refused: (file, reason, line, row) => refuse({ ...of, file, line, reason, row }) }),
  }
  const { rows: all, at } = rowsOf(feed, wanted, counts, progress)
  return inOrder(all, manifest.lateness, at, counts)
}

/** A row of a file that could not be used. */
export interface Refused {
  readonly venue: string
  readonly instrument: string
  readonly file: string
  readonly line: number
  readonly reason: SkipReason
  /** As it stands in the file. */
  readonly row: string
}

/** Empty counts with the feed's skew; to know it, the file is read through where that is asked for. */
async function prepare(bound: BoundFeed, binding: Binding, progress: Progress): Promise<Prepared> {
  const { feed } = bound
  const { manifest } = binding
  const stats = newStats(feed.venue, feed.instrument.text, feed.file)
  stats.latency = feed.latency
  if (!needsEstimate(manifest.skew, feed.venue)) {
    stats.skew = skewOf(manifest.skew, feed.venue, undefined)
    return { stats, diagnostics: [] }
  }
  const seen = new Set<FeedEvent['stream']>()
  const symbols = new Set<string | undefined>()
  try {
    const trial = rows(bound, binding, newStats(feed.venue, feed.instrument.text), progress)
    const least = await leastDelay(noting(seen, symbols, trial))
    // A modelled delay is not the difference of two clocks.
    stats.skew = skewOf(manifest.skew, feed.venue, stats.latency === undefined ? least : undefined)
  } catch (error) {
    if (error instanceof MarketFault) return { stats, diagnostics: [error.diagnostic] }
    throw error
  }
  const place = { span: feed.span }
  const about = { venue: feed.venue, instrument: feed.instrument.text, file: feed.file }
  const keys = feed.map ? keysWith(feed.map.stream, [...(bound.keys?.keys() ?? [])]) : []
  const unsaid = keys.filter(symbol => !symbols.has(symbol))
  return {
    stats,
    seen,
    diagnostics: unsaid.map(of => {
      const stream = feed.map!.stream === 'bar' ? 'bars' : feed.map!.stream
      return diagnostic('HVT4043', place, { ...about, instrument: of, stream })
    }),
  }
}

/** A table of shares says nothing of the venue itself, whose key is empty, and one of its sessions of nothing else. */
function keysWith(stream: StreamName, keys: readonly string[]): readonly string[] {
  return stream === 'message' ? keys : keys.filter(key => (key === '') === (stream === 'session'))
}

/** What none of an instrument's files has, of those that were read through; told at the first of them. */
function unheard({ graph, feeds }: Binding, opened: readonly Prepared[]): readonly Diagnostic[] {
  return feeds.flatMap(({ feed, instrument }, first) => {
    const own = feeds.flatMap((bound, k) => (bound.instrument === instrument ? [k] : []))
    if (instrument === undefined || own[0] !== first || own.some(k => !opened[k]!.seen)) return []
    const seen = new Set(own.flatMap(k => [...opened[k]!.seen!]))
    const about = { venue: feed.venue, instrument: feed.instrument.text, file: feed.file }
    return lacking(graph, instrument, seen).map(stream =>
      diagnostic('HVT4043', { span: feed.span }, { ...about, stream }),
    )
  })
}

interface Prepared {
  readonly stats: FeedStats
  readonly diagnostics: readonly Diagnostic[]
  /** The streams of its file, if it was read through without a fault. */
  readonly seen?: ReadonlySet<FeedEvent['stream']>
}

async function* noting(
  streams: Set<FeedEvent['stream']>,
  symbols: Set<string | undefined>,
  chunks: AsyncIterable<readonly FeedEvent[]>,
) {
  for await (const chunk of chunks) {
    for (const { stream, symbol } of chunk) {
      streams.add(stream)
      symbols.add(symbol)
    }
    yield chunk
  }
}
