import type { Graph } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Feed } from '../manifest/manifest.ts'
import { carried } from '../manifest/same_file.ts'

interface Bound {
  readonly feed: Feed
  readonly instrument: number | undefined
}

/** Whether a feed may have what a stream is made of: bars come as such or are made of trades. */
function isSource(feed: Feed, stream: StreamName): boolean {
  const all = carried(feed)
  return all.includes(stream) || (stream === 'bar' && all.includes('trades'))
}

/** Two feeds of one instrument that both carry what the strategy reads: whichever came last would count. */
export function twice(graph: Graph, feeds: readonly Bound[]): Diagnostic[] {
  return feeds.flatMap(({ feed, instrument }, i) => {
    if (instrument === undefined) return []
    const { streams, symbol } = graph.instruments[instrument]!
    for (const { feed: earlier } of feeds.slice(0, i).filter(f => f.instrument === instrument)) {
      const stream = streams.find(s => [feed, earlier].every(f => isSource(f, s)))
      const about = { venue: feed.venue, symbol, files: [earlier.file, feed.file] as const }
      const labels = [{ span: earlier.span, text: 'the first' }]
      if (stream)
        return [
          diagnostic('HVT4044', { span: feed.span, labels }, { ...about, stream: stream === 'bar' ? 'bars' : stream }),
        ]
    }
    return []
  })
}
