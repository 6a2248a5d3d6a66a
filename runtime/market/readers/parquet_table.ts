import type { FeedEvent } from '../event.ts'
import type { Cells } from '../mapping/mapping.ts'
import type { FeedStats, Progress } from '../market.ts'
import { rowOf } from './mapped_row.ts'
import { type ParquetRow, parquetFiles, parquetRows, Stamp } from './parquet_file.ts'
import type { FeedFile, Reader } from './reader.ts'
import { inFileOrder } from './sorted.ts'
import { Tally } from './tally.ts'
import { numberIn, textIn } from './values.ts'

/** Parquet files whose columns the feed names: one, or a folder of some in the order of their names. */
export const parquet: Reader = {
  name: 'parquet',
  streams: [],
  keys: ['contract', 'latency', 'map'],
  map: true,
  folder: true,
  read: (file, counts, progress) => inFileOrder(events(file, counts, progress), file),
}

async function* events(
  file: FeedFile,
  counts: Pick<FeedStats, 'skipped'>,
  progress: Pick<Progress, 'done'>,
): AsyncGenerator<readonly FeedEvent[]> {
  const { columns } = file.map!
  const names = columns.map(({ name }) => name)
  const tally = new Tally<FeedEvent>('parquet', file, counts)
  const row = rowOf(file, file.map!)
  let values: ParquetRow = {}
  const at = (place: number) => values[names[place]!]
  const micros = (place: number) => {
    const value = at(place)
    return value instanceof Stamp ? value.micros : undefined
  }
  let present: readonly string[] = []
  const has = (place: number) => present.includes(names[place]!)
  const cells: Cells = { has, number: place => numberIn(at(place)), text: place => textIn(at(place)), micros }
  let line = 0
  for (const path of await parquetFiles(file.path)) {
    let isKnown = true
    const wanted = (known: readonly string[]) => {
      isKnown = columns.every(({ name, needed }) => !needed || known.includes(name))
      present = names.filter(name => known.includes(name))
      return present
    }
    for await (const rows of parquetRows(path, file, wanted, progress)) {
      const found: FeedEvent[] = []
      for (const one of rows) {
        values = one
        line++
        const decoded = isKnown ? row(cells, line) : 'no_columns'
        tally.take(decoded, line, false, found, typeof decoded === 'string' ? shown(one) : '')
      }
      if (found.length) yield found
    }
  }
  tally.end()
}

/** For people: JSON knows no large whole numbers. */
const shown = (row: ParquetRow) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
