import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type StreamName, streams } from '../../../compiler/ir/streams.ts'
import type { FeedEvent } from '../event.ts'
import type { FeedStats, Progress } from '../market.ts'
import { type ParquetRow, parquetFiles, parquetRows } from './parquet_file.ts'
import type { FeedFile, Reader } from './reader.ts'
import { alive, Tally } from './tally.ts'
import { numberIn } from './values.ts'

/**
 * What `hvt data convert` writes of a feed of several streams: a folder for each stream, in it a file for each day. Rows of
 * all streams are put together again in the order that they had.
 */
export const parquetEvents: Reader = {
  name: 'parquet_events',
  streams: Object.keys(streams) as StreamName[],
  keys: [],
  folder: true,
  read: events,
}

async function* events(
  file: FeedFile,
  counts: Pick<FeedStats, 'skipped'>,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly FeedEvent[]> {
  const tally = new Tally<FeedEvent>('parquet_events', file, counts)
  const folders = (await readdir(file.path, { withFileTypes: true })).filter(entry => entry.isDirectory())
  const cursors = await Promise.all(
    folders.map(({ name }) => begun(name, rowsIn(join(file.path, name), file, progress))),
  )
  for (;;) {
    const open = cursors.filter(({ row }) => row !== undefined)
    if (open.length === 0) break
    const found: FeedEvent[] = []
    while (found.length < size) {
      const first = open.reduce((a, b) => (placeOf(b) < placeOf(a) ? b : a))
      if (first.row === undefined) break
      tally.take(eventOf(first.stream, first.row, file), placeOf(first) + 1, false, found)
      if (!step(first)) await refill(first)
    }
    if (found.length) yield found
  }
  tally.end()
}

const size = 4_096

/** One stream: its rows at hand, and the place in them. */
interface Cursor {
  readonly stream: string
  readonly rest: AsyncIterator<readonly ParquetRow[]>
  rows: readonly ParquetRow[]
  at: number
  row: ParquetRow | undefined
}

async function begun(stream: string, rows: AsyncGenerator<readonly ParquetRow[]>): Promise<Cursor> {
  const cursor: Cursor = { stream, rest: rows, rows: [], at: 0, row: undefined }
  await refill(cursor)
  return cursor
}

function step(cursor: Cursor): boolean {
  cursor.row = cursor.rows[++cursor.at]
  return cursor.row !== undefined
}

async function refill(cursor: Cursor): Promise<void> {
  for (;;) {
    const { done, value } = await cursor.rest.next()
    cursor.rows = done ? [] : value
    cursor.at = 0
    cursor.row = cursor.rows[0]
    if (done || value.length) return
  }
}

const placeOf = ({ row }: Cursor) => (row ? Number(row.place) : Number.POSITIVE_INFINITY)

async function* rowsIn(folder: string, file: FeedFile, progress: Pick<Progress, 'done'>) {
  for (const path of await parquetFiles(folder)) yield* parquetRows(path, file, names => names, progress)
}

function eventOf(folder: string, row: ParquetRow, { book }: FeedFile): FeedEvent {
  const stream = folder === 'bars' ? 'bar' : (folder as StreamName)
  const received = Number(row.received)
  const line = Number(row.place) + 1
  const stamp = row.happened === null || row.happened === undefined ? undefined : Number(row.happened)
  // An order book that nobody reads shows that the venue is alive.
  if (!Object.hasOwn(streams, stream) || (stream === 'book' && !book)) return { ...alive(received, line), stamp }
  const fields =
    stream === 'book'
      ? String(row.levels).split(' ').map(Number)
      : streams[stream].map(name => (row[name] === null ? Number.NaN : numberIn(row[name])))
  const symbol = typeof row.symbol === 'string' ? { symbol: row.symbol } : {}
  return {
    received,
    stamp: stream === 'bar' && stamp !== undefined ? stamp - 1 : stamp,
    stream,
    fields,
    line,
    ...symbol,
  }
}
