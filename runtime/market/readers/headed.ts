import type { FeedEvent } from '../event.ts'
import { cells } from './csv.ts'
import type { DecodeLine } from './decode_lines.ts'
import type { Decoded } from './tally.ts'

/**
 * Rows of a file whose first line names its columns: of each the cells of the wanted ones, in their order. Others are passed
 * over.
 */
export function headed(
  wanted: readonly string[],
  decode: (row: readonly string[], line: number) => Decoded<FeedEvent>,
): DecodeLine<FeedEvent> {
  let places: readonly number[] | undefined
  let width = 0
  return (text, line) => {
    const row = cells(text)
    if (!row) return 'quotes'
    if (line === 1) {
      const found = wanted.map(name => row.indexOf(name))
      if (!found.includes(-1)) places = found
      width = row.length
      return places ? [] : 'no_columns'
    }
    if (!places) return 'no_columns'
    return row.length === width
      ? decode(
          places.map(place => row[place]!),
          line,
        )
      : 'columns'
  }
}
