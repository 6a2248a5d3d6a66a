import type { FeedEvent } from '../event.ts'
import type { FeedStats } from '../market.ts'
import type { Frame } from './frame_lines.ts'
import { readFrames } from './frames.ts'
import type { FeedFile, Reader } from './reader.ts'
import { type Decoded, Tally } from './tally.ts'

/** What a frame is to one instrument; nothing where it is of another one. */
export type DecodeFrame = (frame: Frame) => Decoded<FeedEvent>

/** What is particular to an exchange. */
export interface Format extends Pick<Reader, 'name' | 'streams' | 'keys'> {
  readonly decoder: (file: FeedFile, counts: Pick<FeedStats, 'integrity'>) => DecodeFrame | Promise<DecodeFrame>
}

/**
 * A reader of captures by cryptofeed: files of many instruments on several connections, of which a feed is one instrument.
 * Throws a `MarketFault` where the file has nothing of it.
 */
export function captureReader({ name, streams, keys, decoder }: Format): Reader {
  return {
    name,
    streams,
    keys,
    async *read(file, counts, progress) {
      const tally = new Tally<FeedEvent>(name, file, counts)
      const decode = await decoder(file, counts)
      for await (const chunk of readFrames(file, progress)) {
        const events: FeedEvent[] = []
        for (const frame of chunk) {
          if ('broken' in frame) tally.take(frame.broken, frame.line, frame.open, events, () => frame.raw)
          else tally.take(decode(frame), frame.line, false, events, () => frame.raw)
        }
        if (events.length) yield events
      }
      tally.end(true)
    },
  }
}
