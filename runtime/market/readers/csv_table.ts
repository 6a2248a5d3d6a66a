import type { FeedEvent } from '../event.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { placesOf } from './columns.ts'
import { CsvCells } from './csv_cells.ts'
import { type DecodeWithin, decodeLines } from './decode_lines.ts'
import { rowOf } from './mapped_row.ts'
import type { FeedFile, Reader } from './reader.ts'
import { inFileOrder } from './sorted.ts'

/** Rows of cells, whose columns the feed names. */
export const csv: Reader = {
  name: 'csv',
  streams: [],
  keys: ['contract', 'latency', 'map'],
  map: true,
  read: (file, counts, progress) =>
    inFileOrder(decodeLines('csv', decoder(file, file.map!), file, counts, progress), file),
}

function decoder(file: FeedFile, mapping: Mapping): DecodeWithin<FeedEvent> {
  const { columns, heading, delimiter } = mapping
  const cells = new CsvCells(delimiter, mapping.decimal)
  const row = rowOf(file, mapping)
  let width = -1
  if (!heading) {
    const places = columns.map(({ name }) => Number(name) - 1)
    cells.find(places)
    width = Math.max(...places) + 1
  }
  return (text, from, end, line) => {
    if (!cells.read(text, from, end)) return 'quotes'
    if (heading && line === 1) {
      const names = cells.all().map(name => name.trim())
      cells.find(placesOf(mapping, names, file))
      width = names.length
      return []
    }
    if (heading ? cells.width !== width : cells.width < width) return 'columns'
    return row(cells, line)
  }
}
