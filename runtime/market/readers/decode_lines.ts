import type { FeedEvent } from '../event.ts'
import type { FeedStats, Progress } from '../market.ts'
import { readLines } from './lines.ts'
import type { FeedFile } from './reader.ts'
import { type Decoded, Tally } from './tally.ts'

/** From one line (never empty) to its event or events (a heading has none), or why it cannot be used. */
export type DecodeLine<E extends FeedEvent> = (text: string, line: number) => Decoded<E>

/** The same, where the line stands in a longer text, from `from` and before `end`. */
export type DecodeWithin<E extends FeedEvent> = (text: string, from: number, end: number, line: number) => Decoded<E>

/** For readers to whom each line is a text of its own. */
export const cutOut =
  <E extends FeedEvent>(decode: DecodeLine<E>): DecodeWithin<E> =>
  (text, from, end, line) =>
    decode(text.slice(from, end), line)

const carriageReturn = 13

/** A reader's loop over lines: blank lines are passed over, of the others a `Tally` is kept, which may throw. */
export async function* decodeLines<E extends FeedEvent>(
  reader: string,
  decode: DecodeWithin<E>,
  file: FeedFile,
  counts: Pick<FeedStats, 'skipped'>,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly E[]> {
  const tally = new Tally<E>(reader, file, counts)
  let line = 0
  for await (const { text, open } of readLines(file, progress)) {
    const events: E[] = []
    let [from, end] = [0, 0]
    const row = () => text.slice(from, end)
    for (let until = 0; from < text.length; from = until + 1) {
      line++
      until = open ? text.length : text.indexOf('\n', from)
      end = text.charCodeAt(until - 1) === carriageReturn ? until - 1 : until
      if (from === end) continue
      const decoded = decode(text, from, end, line)
      tally.take(decoded, line, open, events, row)
    }
    if (events.length) yield events
  }
  tally.end()
}
