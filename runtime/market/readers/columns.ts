import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { MarketFault } from '../market.ts'
import type { FeedFile } from './reader.ts'

/**
 * Where among the names of a table the columns of a mapping stand; -1 for one that it does not have. `open` is also `Open`,
 * where the table has no `open`. Throws a `MarketFault` where one is missing that must be there.
 */
export function placesOf({ columns }: Mapping, names: readonly string[], { file, span }: FeedFile): readonly number[] {
  const lower = names.map(name => name.toLowerCase())
  const places = columns.map(({ name }) => {
    const same = names.indexOf(name)
    return same >= 0 ? same : lower.indexOf(name.toLowerCase())
  })
  const missing = columns.filter(({ needed }, k) => needed && places[k]! < 0).map(({ name }) => name)
  if (missing.length > 0) throw new MarketFault(diagnostic('HVT4030', { span }, { file, missing, names }))
  return places
}
