import type { FeedEvent } from '../event.ts'
import type { Cells } from '../mapping/mapping.ts'
import type { FeedStats, Progress } from '../market.ts'
import { placesOf } from './columns.ts'
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
  const tally = new Tally<FeedEvent>('parquet', file, counts)
  const row = rowOf(file, file.map!)
  let values: ParquetRow = {}
  /** What the file at hand calls the columns of the mapping; nothing where it does not have one. */
  let names: readonly (string | undefined)[] = []
  const at = (place: number) => (names[place] === undefined ? undefined : values[names[place]])
  const micros = (place: number) => {
    const value = at(place)
    return value instanceof Stamp ? value.micros : undefined
  }
  const has = (place: number) => names[place] !== undefined
  const cells: Cells = { has, number: place => numberIn(at(place)), text: place => textIn(at(place)), micros }
  let line = 0
  for (const path of await parquetFiles(file.path)) {
    const wanted = (known: readonly string[]) => {
      names = placesOf(file.map!, known, file).map(place => known[place])
      return [...new Set(names.filter(name => name !== undefined))]
    }
    for await (const rows of parquetRows(path, file, wanted, progress)) {
      const found: FeedEvent[] = []
      for (const one of rows) {
        values = one
        line++
        const decoded = row(cells, line)
        tally.take(decoded, line, false, found, () => shown(one))
      }
      if (found.length) yield found
    }
  }
  tally.end()
}

/** For people: JSON knows no large whole numbers. */
const shown = (row: ParquetRow) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
