import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import { MarketFault } from '../market.ts'
import type { FeedFile } from './reader.ts'

/** Rows of a file that is sorted have to fit into the memory. */
const usual = 3_000_000

/** As they come, or, of a file that is in no order, by time of receipt once all of them, `most` at most, have come. */
export async function* inFileOrder(
  chunks: AsyncIterable<readonly FeedEvent[]>,
  file: Pick<FeedFile, 'file' | 'span' | 'map'>,
  most = usual,
): AsyncGenerator<readonly FeedEvent[]> {
  if (!file.map?.unsorted) {
    yield* chunks
    return
  }
  const all: FeedEvent[] = []
  for await (const chunk of chunks) {
    for (const event of chunk) all.push(event)
    if (all.length > most) throw new MarketFault(diagnostic('HVT4029', { span: file.span }, { file: file.file, most }))
  }
  all.sort((a, b) => a.received - b.received)
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

const size = 4_096
