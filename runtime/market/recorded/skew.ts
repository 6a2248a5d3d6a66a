import type { FeedEvent } from '../event.ts'
import type { Skew } from '../manifest/manifest.ts'

/**
 * The least of receive − stamp, µs: that of the message which came fastest. Undefined where no message has a stamp.
 * Negative if the recorder's clock was behind the exchange's.
 */
export async function leastDelay(chunks: AsyncIterable<readonly FeedEvent[]>): Promise<number | undefined> {
  let least = Number.POSITIVE_INFINITY
  for await (const chunk of chunks) {
    for (const { received, stamp } of chunk) {
      if (stamp !== undefined && received - stamp < least) least = received - stamp
    }
  }
  return Number.isFinite(least) ? least : undefined
}

/** Whether the skew of a venue's files must be measured before they are read. */
export const needsEstimate = (skew: Skew, venue: string): boolean =>
  skew.kind === 'given' ? skew.of[venue] === undefined : skew.kind !== 'none'

/** What is added to the stamps of a venue's file; undefined if nothing is. */
export function skewOf(skew: Skew, venue: string, least: number | undefined): number | undefined {
  if (skew.kind === 'none') return undefined
  if (skew.kind === 'given' && skew.of[venue] !== undefined) return skew.of[venue]
  return skew.kind === 'estimate' || (least !== undefined && least < 0) ? least : undefined
}
