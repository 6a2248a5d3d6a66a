import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { durationText } from '../duration_text.ts'
import type { FeedEvent } from '../event.ts'
import { type FeedStats, MarketFault } from '../market.ts'
import type { FeedFile } from '../readers/reader.ts'

/**
 * Rows in the order of (receive time, position in the file). A row may be up to `lateness` µs behind one above it: it is
 * put in its place and counted in `counts.reordered`. Holds back the rows of the last `lateness`. Throws a `MarketFault`
 * that names the line of a row that is later, or years after all before.
 */
export async function* inOrder(
  chunks: AsyncIterable<readonly FeedEvent[]>,
  lateness: number,
  file: Pick<FeedFile, 'file' | 'span'>,
  counts: Pick<FeedStats, 'reordered'>,
): AsyncGenerator<readonly FeedEvent[]> {
  let held: FeedEvent[] = []
  let latest = Number.NEGATIVE_INFINITY
  for await (const chunk of chunks) {
    for (const event of chunk) {
      if (event.received >= latest) {
        if (event.received - latest > hole && latest > Number.NEGATIVE_INFINITY) throw longAgo(file, event, latest)
        latest = event.received
        held.push(event)
      } else if (latest - event.received <= lateness) {
        counts.reordered++
        held.splice(after(held, event.received), 0, event)
      } else {
        throw backwards(file, event, latest, lateness)
      }
    }
    // Whatever still comes is not older than this; and if as old, it stands further down the file.
    const ready = after(held, latest - lateness)
    if (ready > 0) {
      yield held.slice(0, ready)
      held = held.slice(ready)
    }
  }
  if (held.length) yield held
}

/** µs: ten years. No recording pauses so long; a time in another unit, or of nothing, does. */
const hole = 10 * 365.25 * 86_400e6

function longAgo({ file, span }: Pick<FeedFile, 'file' | 'span'>, { line, received }: FeedEvent, latest: number) {
  const years = Math.round((received - latest) / (365.25 * 86_400e6))
  return new MarketFault(diagnostic('HVT4033', { span }, { file, line, years }))
}

/** The first index whose event is later than `time`. */
function after(events: readonly FeedEvent[], time: number): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (events[middle]!.received <= time) low = middle + 1
    else high = middle
  }
  return low
}

function backwards(
  { file, span }: Pick<FeedFile, 'file' | 'span'>,
  { line, received }: FeedEvent,
  latest: number,
  lateness: number,
) {
  const by = durationText(latest - received)
  return new MarketFault(diagnostic('HVT4028', { span }, { file, line, by, lateness: durationText(lateness) }))
}
