import type { StreamName } from '../../../compiler/ir/streams.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { readers } from '../readers/index.ts'
import type { Feed } from './manifest.ts'

/** The streams that a feed may have. */
export const carried = ({ map, streams, reader }: Feed): readonly StreamName[] =>
  map ? [map.stream] : (streams ?? readers[reader]!.streams)

/** Feeds that read the same stream of the same instrument from the same file: all of it would count twice, whoever reads it. */
export function sameFile(feeds: readonly Feed[]): Diagnostic[] {
  return feeds.flatMap((feed, i) => {
    const earlier = feeds.slice(0, i).find(other => sharedStream(feed, other) && sharesRows(feed, other))
    if (!earlier) return []
    const stream = sharedStream(feed, earlier)!
    const about = { venue: feed.venue, symbol: feed.instrument.text, files: [earlier.file, feed.file] as const }
    const labels = [{ span: earlier.span, text: 'the first' }]
    return [
      diagnostic('HVT4044', { span: feed.span, labels }, { ...about, stream: stream === 'bar' ? 'bars' : stream }),
    ]
  })
}

const sharedStream = (feed: Feed, other: Feed) => carried(feed).find(stream => carried(other).includes(stream))

function sharesRows(feed: Feed, other: Feed): boolean {
  if (feed.venue !== other.venue || feed.instrument.text !== other.instrument.text) return false
  const paths = new Set(feed.parts.map(({ path }) => path))
  return other.parts.some(({ path }) => paths.has(path)) && sharesColumns(feed, other)
}

/** Columns that are instruments may be divided among feeds. */
function sharesColumns({ map }: Feed, { map: other }: Feed): boolean {
  if (!map?.wide.length || !other?.wide.length) return true
  const symbols = new Set(map.wide.map(({ symbol }) => symbol))
  return other.wide.some(({ symbol }) => symbols.has(symbol))
}
