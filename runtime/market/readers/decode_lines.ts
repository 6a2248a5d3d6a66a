import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import { type FeedStats, MarketFault, type Progress, skip } from '../market.ts'
import { readLines } from './lines.ts'
import type { FeedFile } from './reader.ts'

type Decoded<E extends FeedEvent> = E | readonly E[] | SkipReason

/** From one line (never empty) to its event or events (a heading has none), or why it cannot be used. */
export type DecodeLine<E extends FeedEvent> = (text: string, line: number) => Decoded<E>

/** The same, where the line stands in a longer text, from `from` and before `end`. */
export type DecodeWithin<E extends FeedEvent> = (text: string, from: number, end: number, line: number) => Decoded<E>

/** For readers to whom each line is a text of its own. */
export const cutOut =
  <E extends FeedEvent>(decode: DecodeLine<E>): DecodeWithin<E> =>
  (text, from, end, line) =>
    decode(text.slice(from, end), line)

/** Sound rows of something else. */
const foreign: ReadonlySet<SkipReason> = new Set(['other_symbol', 'other_pool'])

/** Bad rows that a file may begin with before it is held to be another kind of file. */
const patience = 1_000

const carriageReturn = 13

/**
 * A reader's loop over lines: blank lines are passed over, bad ones counted by reason with the first one's number. A last
 * line without its end that cannot be read is a cut one. Throws a `MarketFault` if there is no row at all, or if rows are
 * refused and none is of use: at the end, or as soon as they are 1,000.
 */
export async function* decodeLines<E extends FeedEvent>(
  reader: string,
  decode: DecodeWithin<E>,
  file: FeedFile,
  counts: Pick<FeedStats, 'skipped'>,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly E[]> {
  let line = 0
  let rows = 0
  let useful = 0
  let refused = 0
  let why: SkipReason | undefined
  for await (const { text, open } of readLines(file, progress)) {
    const events: E[] = []
    for (let from = 0, until = 0; from < text.length; from = until + 1) {
      line++
      until = open ? text.length : text.indexOf('\n', from)
      const end = text.charCodeAt(until - 1) === carriageReturn ? until - 1 : until
      if (from === end) continue
      rows++
      const event = decode(text, from, end, line)
      if (typeof event !== 'string') {
        if ('length' in event) for (const one of event) take(one, events)
        else take(event, events)
        continue
      }
      const reason = open && !foreign.has(event) ? 'cut' : event
      skip(counts, reason, line)
      why ??= reason
      if (++refused >= patience && useful === 0) throw useless(why)
    }
    if (events.length) yield events
  }
  if (rows === 0) throw new MarketFault(diagnostic('HVT4021', { span: file.span }, { file: file.file }))
  // Signs of life alone are a recording too, unless what came with them was another instrument's.
  if (why && useful === 0 && (refused === rows || foreign.has(why))) throw useless(why)

  function take(event: E, into: E[]): void {
    into.push(event)
    if (event.stream) useful++
  }

  function useless(reason: SkipReason): MarketFault {
    return new MarketFault(
      diagnostic('HVT4027', { span: file.span }, { file: file.file, reader, reason, rows: refused }),
    )
  }
}
