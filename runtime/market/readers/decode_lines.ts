import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { FeedEvent } from '../event.ts'
import { type FeedStats, MarketFault, type Progress, skip } from '../market.ts'
import { readLines } from './lines.ts'
import type { FeedFile } from './reader.ts'

/** From one line (never empty) to its event or events (a heading has none), or why it cannot be used. */
export type DecodeLine<E extends FeedEvent> = (text: string, line: number) => E | readonly E[] | SkipReason

/** Sound rows of something else. */
const foreign: ReadonlySet<SkipReason> = new Set(['other_symbol', 'other_pool'])

/** Bad rows that a file may begin with before it is held to be another kind of file. */
const patience = 1_000

/**
 * A reader's loop over lines: blank lines are passed over, bad ones counted by reason with the first one's number. A last
 * line without its end that cannot be read is a cut one. Throws a `MarketFault` if there is no row at all, or if rows are
 * refused and none is of use: at the end, or as soon as they are 1,000.
 */
export async function* decodeLines<E extends FeedEvent>(
  reader: string,
  decode: DecodeLine<E>,
  file: FeedFile,
  counts: Pick<FeedStats, 'skipped'>,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly E[]> {
  let rows = 0
  let useful = 0
  let refused = 0
  let why: SkipReason | undefined
  for await (const { texts, first, open } of readLines(file, progress)) {
    const events: E[] = []
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i]!.endsWith('\r') ? texts[i]!.slice(0, -1) : texts[i]!
      if (!text) continue
      rows++
      const event = decode(text, first + i)
      if (typeof event !== 'string') {
        if ('length' in event) for (const one of event) take(one, events)
        else take(event, events)
        continue
      }
      const reason = open && !foreign.has(event) ? 'cut' : event
      skip(counts, reason, first + i)
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
