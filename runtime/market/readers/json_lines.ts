import type { FeedEvent } from '../event.ts'
import type { Cells, Mapping } from '../mapping/mapping.ts'
import { cutOut, type DecodeLine, decodeLines } from './decode_lines.ts'
import { rowOf } from './mapped_row.ts'
import type { FeedFile, Reader } from './reader.ts'
import { inFileOrder } from './sorted.ts'
import { numberIn, textIn } from './values.ts'

/** A JSON object in each line; columns are its keys, those of objects within it `data.price`, elements of lists `data.0`. */
export const jsonl: Reader = {
  name: 'jsonl',
  streams: [],
  keys: ['contract', 'latency', 'map'],
  map: true,
  read: (file, counts, progress) =>
    inFileOrder(decodeLines('jsonl', cutOut(decoder(file, file.map!)), file, counts, progress), file),
}

function decoder(file: FeedFile, mapping: Mapping): DecodeLine<FeedEvent> {
  const paths = mapping.columns.map(({ name }) => name.split('.'))
  const row = rowOf(file, mapping)
  let message: unknown
  const at = (place: number): unknown => paths[place]!.reduce((value, key) => (value as Parts | null)?.[key], message)
  const cells: Cells = {
    has: place => at(place) !== undefined,
    number: place => numberIn(at(place)),
    text: place => textIn(at(place)),
  }
  return (text, line) => {
    try {
      message = JSON.parse(text)
    } catch {
      return 'bad_json'
    }
    return row(cells, line)
  }
}

type Parts = Readonly<Record<string, unknown>>
