import type { Messages } from '../../../compiler/ir/messages.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { cells, seconds } from './csv.ts'
import { decimal } from './decimal.ts'
import { cutOut, decodeLines } from './decode_lines.ts'
import type { FeedFile, Reader } from './reader.ts'

/**
 * The messages of a declared source, all its keys in one file: a heading, then a row for each. Columns have the names that the
 * source gives them. Where there is no column of the time at which a message was known, the feed has to say a `latency`.
 */
export const messagesCsv: Reader = {
  name: 'messages_csv',
  streams: ['message'],
  keys: ['latency'],
  read: (file, counts, progress) => decodeLines('messages_csv', cutOut(decoder(file)), file, counts, progress),
}

/** Where in a row what the source declares is found. */
interface Columns {
  readonly width: number
  readonly key: number
  readonly values: readonly number[]
  readonly at: number
  readonly known: number
}

function decoder({ messages, latency }: FeedFile) {
  let columns: Columns | undefined
  return (text: string, line: number): FeedEvent | readonly FeedEvent[] | SkipReason => {
    const row = cells(text)
    if (!row) return 'quotes'
    if (line === 1) {
      columns = messages && found(row, messages, latency)
      return columns ? [] : 'no_columns'
    }
    if (!columns) return 'no_columns'
    if (row.length !== columns.width) return 'columns'
    const stamp = micros(row[columns.at])
    const known = columns.known >= 0 ? micros(row[columns.known]) : stamp! + latency!
    if (known === undefined || Number.isNaN(known) || (columns.at >= 0 && stamp === undefined)) return 'bad_stamp'
    const fields = columns.values.map(column => number(row[column]!))
    const symbol = columns.key >= 0 ? row[columns.key]! : ''
    return { received: known, stamp, stream: 'message', symbol, fields, line }
  }
}

/** The places of the columns; undefined where one is missing. */
function found(heading: readonly string[], messages: Messages, latency: number | undefined): Columns | undefined {
  const place = (name: string | null) => (name === null ? -1 : heading.indexOf(name))
  const columns = {
    width: heading.length,
    key: place(messages.key),
    values: messages.columns.map(place),
    at: place(messages.at),
    known: place(messages.known ?? 'received'),
  }
  const missing = (name: string | null, column: number) => name !== null && column < 0
  const lacks = missing(messages.key, columns.key) || missing(messages.at, columns.at) || columns.values.includes(-1)
  return lacks || (columns.known < 0 && (latency === undefined || columns.at < 0)) ? undefined : columns
}

const truths: Readonly<Record<string, number>> = { true: 1, false: 0 }

/** Absent where the cell is empty or says something else. */
const number = (text: string) => truths[text.toLowerCase()] ?? decimal(text)

/** Seconds, milliseconds or microseconds since the epoch, or a date and a time in UTC, as µs. */
function micros(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{13}$/.test(text)) return Number(text) * 1_000
  if (/^\d{16}$/.test(text)) return Number(text)
  const [, whole = text, fraction = ''] = /^(.*:\d\d)\.(\d{1,6})(?:Z|\+00:00)?$/.exec(text) ?? []
  const start = seconds(whole)
  return start === undefined ? undefined : start + Number(fraction.padEnd(6, '0'))
}
