import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { type FeedEvent, isTime } from '../event.ts'
import { type FeedStats, MarketFault, skip } from '../market.ts'
import type { FeedFile } from './reader.ts'

/** What a row is to a reader: its event or events (a heading has none), or why it cannot be used. */
export type Decoded<E extends FeedEvent> = E | readonly E[] | SkipReason

/** Of a message that carries nothing that is read: its channel is alive. */
export const alive = (received: number, line: number, stamp?: number): FeedEvent => {
  return { received, stamp, stream: undefined, fields: nothing, line }
}
const nothing: readonly number[] = []

/** Whatever reader it was: a time that no clock can show would end whoever counts days by it. */
function isTimed({ received, stamp = received }: FeedEvent): boolean {
  return isTime(received) && isTime(stamp)
}

/** Sound rows of something else. */
const foreign: ReadonlySet<SkipReason> = new Set(['other_symbol', 'other_pool'])

/** Bad rows that a file may begin with before it is held to be another kind of file. */
const patience = 1_000

/** So many characters of a row are shown. */
const shown = 80

/**
 * What becomes of the rows of a file: bad ones are counted by reason with the first one's number. A last line without its
 * end that cannot be read is a cut one. Throws a `MarketFault` if there is no row at all, or if rows are refused and none is of
 * use: at the end, or as soon as they are 1,000.
 */
export class Tally<E extends FeedEvent> {
  private rows = 0
  private headings = 0
  private useful = 0
  private refused = 0
  private why: SkipReason | undefined
  /** The first row that was refused, where a map may be at fault. */
  private first: { readonly line: number; readonly text: string } | undefined

  constructor(
    private readonly reader: string,
    private readonly file: FeedFile,
    private readonly counts: Pick<FeedStats, 'skipped'>,
  ) {}

  /** One more row. `open`: it is the last line of the file, and has no end; `text`: the row as it stands there. */
  take(decoded: Decoded<E>, line: number, open: boolean, into: E[], text: () => string = () => ''): void {
    this.rows++
    if (line === 1 && typeof decoded === 'object' && 'length' in decoded && decoded.length === 0) this.headings = 1
    if (typeof decoded === 'string') this.refuse(decoded, line, open, text)
    else if ('length' in decoded) {
      if (decoded.every(isTimed)) for (const event of decoded) this.add(event, into)
      else this.refuse('bad_stamp', line, open, text)
    } else if (isTimed(decoded)) this.add(decoded, into)
    else this.refuse('bad_stamp', line, open, text)
  }

  /** No more rows. `several`: the file is of several instruments by nature, and must have at least something of this one. */
  end(several = false): void {
    const { file, span } = this.file
    if (this.rows === 0) throw new MarketFault(diagnostic('HVT4021', { span }, { file }))
    if (this.useful > 0) return
    // Signs of life alone are a recording too, unless what came with them was another instrument's.
    if (this.why && (this.refused === this.rows - this.headings || foreign.has(this.why)))
      throw this.useless(this.why, this.refused)
    if (several) throw this.useless('other_symbol', this.rows)
  }

  private add(event: E, into: E[]): void {
    into.push(event)
    if (event.stream) this.useful++
  }

  private refuse(decoded: SkipReason, line: number, open: boolean, text: () => string): void {
    const reason = open && !foreign.has(decoded) ? 'cut' : decoded
    skip(this.counts, reason, line)
    if (!foreign.has(reason)) this.file.refused?.(reason, line, text())
    this.why ??= reason
    if (this.file.map) this.first ??= { line, text: text().slice(0, shown) }
    this.refused++
    // A table may be in the order of its symbols.
    if (this.file.map && foreign.has(decoded)) return
    if (this.refused >= patience && this.useful === 0) throw this.useless(this.why, this.refused)
  }

  private useless(reason: SkipReason, rows: number): MarketFault {
    const { file, span } = this.file
    return new MarketFault(
      diagnostic('HVT4027', { span }, { file, reader: this.reader, reason, rows, first: this.first }),
    )
  }
}
