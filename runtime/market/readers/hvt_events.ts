import { bookKinds, type StreamName, streams } from '../../../compiler/ir/streams.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import { newIntegrity } from '../books/integrity.ts'
import { type FeedEvent, isTime } from '../event.ts'
import type { Received } from './book_events.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import { FetchedBook } from './fetched_book.ts'
import type { Reader } from './reader.ts'
import { alive, type Decoded } from './tally.ts'

/** What no generated market has. */
const unknown: ReadonlySet<StreamName> = new Set(['message', 'bar', 'ticker'])

/** The first line of such a file. */
export const heading = 'received,origin,stream,number,values'

/**
 * Events as `hvt sample` writes them, all of one instrument: a heading, then a row for each, with both its times in µs, its
 * stream, its number in that stream, and its fields, between spaces. A number that is not above the last one of its stream
 * comes twice and is passed over; one that is missing among those of the book makes the book invalid.
 */
export const hvtEvents: Reader = {
  name: 'hvt_events',
  streams: (Object.keys(streams) as StreamName[]).filter(stream => !unknown.has(stream)),
  keys: [],
  read(file, counts, progress) {
    counts.integrity = newIntegrity()
    const books = file.book ? new FetchedBook(counts.integrity, { book: true, quote: false }) : undefined
    const ofVenue = file.instrument.base === ''
    return decodeLines('hvt_events', cutOut(decoder(books, ofVenue)), file, counts, progress)
  },
}

function decoder(books: FetchedBook | undefined, ofVenue: boolean) {
  const last = new Map<string, number>()
  return (text: string, line: number): Decoded<FeedEvent> => {
    if (line === 1) return text === heading ? [] : 'no_columns'
    const cells = text.split(',')
    if (cells.length !== 5) return 'columns'
    const [received, stamp, number] = [cells[0], cells[1], cells[3]].map(whole) as [number, number, number]
    // Before the book has it: one that is refused later would be missing in it.
    if (!isTime(received) || !isTime(stamp)) return 'bad_stamp'
    const stream = cells[2] as StreamName
    if (!Object.hasOwn(streams, stream) || Number.isNaN(number)) return 'columns'
    const fields = cells[4]!.split(' ').map(decimal)
    if (stream === 'book')
      return books ? bookOf(books, fields, number, { received, stamp, line }) : alive(received, line)
    if (number <= (last.get(stream) ?? 0)) return 'repeated'
    last.set(stream, number)
    const bad = reasonAgainst(stream, fields)
    return bad ?? { received, stamp, stream, ...(ofVenue && { symbol: '' }), fields, line }
  }
}

const whole = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : Number.NaN)

function bookOf(books: FetchedBook, fields: readonly number[], number: number, at: Received): Decoded<FeedEvent> {
  const [kind] = fields
  if (!areLevels(fields)) return 'bad_book'
  if (kind === bookKinds.changes) return books.delta({ previous: number - 1, last: number, changes: fields }, at)
  if (kind === bookKinds.snapshot) return books.snapshot({ last: number, levels: fields }, at)
  return kind === bookKinds.invalid ? books.lost(at) : 'bad_book'
}

/** After the kind, triples of side, price and size. */
function areLevels(fields: readonly number[]): boolean {
  if (fields.length % 3 !== 1) return false
  for (let i = 1; i < fields.length; i += 3) {
    if (Math.abs(fields[i]!) !== 1 || !(fields[i + 1]! > 0 && fields[i + 2]! >= 0)) return false
  }
  return true
}

/** Prices and sizes of other streams may be absent; those that are traded on may not. */
function reasonAgainst(stream: StreamName, fields: readonly number[]): SkipReason | undefined {
  if (fields.length !== streams[stream].length) return 'columns'
  const [a, b, c, d] = fields as [number, number, number, number]
  if (stream === 'quote' && !(a > 0 && b >= 0 && c > 0 && d >= 0)) return 'no_price'
  if (stream === 'trades' && !(a > 0 && b > 0 && Math.abs(c) === 1)) return 'no_price'
  return undefined
}
