import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import type { BoundFeed } from '../bind/bind.ts'
import type { FeedEvent } from '../event.ts'
import type { FeedStats } from '../market.ts'

const none: readonly number[] = []

/**
 * Addresses the events of one feed to the graph, and counts them. Origin is stamp + skew, without a stamp the time of
 * receipt; never later than that, for nothing is received before it happens, and an age must not be negative.
 */
export async function* feedEvents(
  chunks: AsyncIterable<readonly FeedEvent[]>,
  { venue, instrument: only, keys, feed }: Pick<BoundFeed, 'venue' | 'instrument' | 'keys' | 'feed'>,
  stats: FeedStats,
): AsyncGenerator<readonly SourceEvent[]> {
  const skew = stats.skew ?? 0
  for await (const chunk of chunks) {
    stats.messages += chunk.length
    stats.first ??= chunk[0]!.received
    stats.last = chunk.at(-1)!.received
    yield chunk.map(({ received, stamp, stream, fields, symbol }) => {
      const instrument = symbol === undefined ? only : keys?.get(symbol)
      stats[counter(stream)]++
      let origin = stamp === undefined ? received : stamp + skew
      if (origin > received) {
        stats.clamped++
        origin = received
      }
      // To the graph, what it does not read is a sign of life: then the name of the stream has no meaning.
      const isRead = stream !== undefined && feed.streams?.includes(stream) !== false
      return !isRead || instrument === undefined
        ? { received, origin, venue, instrument: -1, stream: 'quote', fields: none }
        : { received, origin, venue, instrument, stream, fields }
    })
  }
}

function counter(stream: StreamName | undefined): 'quotes' | 'trades' | 'books' | 'pools' | 'other' {
  switch (stream) {
    case 'quote':
      return 'quotes'
    case 'trades':
      return 'trades'
    case 'book':
      return 'books'
    case 'pool':
      return 'pools'
    default:
      return 'other'
  }
}
