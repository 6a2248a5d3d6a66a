import { type StreamName, streams } from '../../../compiler/ir/streams.ts'
import type { FeedEvent } from '../event.ts'
import type { Cell, Column } from './day_files.ts'

/** The columns of a stream's files: when it was received and happened, its place among all rows of its feed, of what, its numbers. */
export function columnsOf(stream: StreamName | undefined, several: boolean): readonly Column[] {
  const whole = ['received', 'happened', 'place'].map((name): Column => ({ name, type: 'INT64' }))
  const symbol: readonly Column[] = several ? [{ name: 'symbol', type: 'STRING' }] : []
  return [...whole, ...symbol, ...fieldsOf(stream)]
}

/** Levels of a book are a text of numbers. */
function fieldsOf(stream: StreamName | undefined): readonly Column[] {
  if (stream === undefined) return []
  if (stream === 'book') return [{ name: 'levels', type: 'STRING' }]
  return streams[stream].map(name => ({ name, type: 'DOUBLE' }))
}

/** The cells of an event, in the order of the columns. */
export function cellsOf(event: FeedEvent, happened: number | undefined, place: number, several: boolean): Cell[] {
  const { received, stream, fields, symbol } = event
  const numbers = stream === undefined ? [] : stream === 'book' ? [fields.join(' ')] : fields
  return [received, happened, place, ...(several ? [symbol] : []), ...numbers]
}
