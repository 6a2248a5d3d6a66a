import { stringify } from 'yaml'
import type { Feed, Manifest } from '../manifest/manifest.ts'
import { isAside } from '../mapping/soundness.ts'
import { type Converted, folderOf } from './convert.ts'

/** The manifest of a market that was converted: the same names, the same limits, and clocks that agree. */
export function convertedManifest({ market, rate, lateness, assume }: Manifest, all: readonly Converted[]): string {
  const perSecond = Object.entries(rate).map(([stream, count]) => [stream, `${count}/s`])
  return stringify(
    {
      market,
      feeds: all.map(feedOf),
      clock: { skew: 'none' },
      ...(perSecond.length && { rate: Object.fromEntries(perSecond) }),
      lateness: `${lateness}us`,
      ...(Object.keys(assume).length && { assume }),
    },
    { lineWidth: 120 },
  )
}

function feedOf({ feed, folder, streams }: Converted): object {
  const of = { venue: feed.venue, instrument: feed.instrument.text }
  // An inverse contract in a table would have to be counted in contracts, and here it is counted in base.
  if (!feed.map || feed.instrument.suffix === 'inverse perp') {
    const names = streams.flatMap(({ stream }) => (stream === undefined ? [] : folderOf(stream)))
    return { ...of, reader: 'parquet_events', file: folder, streams: names }
  }
  return { ...of, reader: 'parquet', file: `${folder}/${folderOf(feed.map.stream)}`, map: mapOf(feed, feed.map) }
}

/** The columns have the names of the fields. */
function mapOf({ instrument }: Feed, { stream, bar }: NonNullable<Feed['map']>): object {
  return {
    stream: folderOf(stream),
    ...(bar && { every: `${bar.every}us`, at: 'end' }),
    time: { column: 'happened', as: 'us' },
    received: { column: 'received', as: 'us' },
    ...(instrument.text === '*' && !isAside(stream) && { symbol: '{symbol}' }),
  }
}
