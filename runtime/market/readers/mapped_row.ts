import { streams } from '../../../compiler/ir/streams.ts'
import type { SkipReason } from '../../../grammar/diagnostics/catalogue/recordings.ts'
import type { FeedEvent } from '../event.ts'
import { endOfBar } from '../mapping/bar_time.ts'
import type { Cells, FieldSource, Mapping } from '../mapping/mapping.ts'
import { isAside, soundness } from '../mapping/soundness.ts'
import { splitBy } from '../mapping/splits.ts'
import { symbolOf } from '../mapping/symbols.ts'
import { timeOf } from '../mapping/times.ts'
import { toBase } from './contracts.ts'
import type { FeedFile } from './reader.ts'

export type RowOf = (cells: Cells, line: number) => FeedEvent | readonly FeedEvent[] | SkipReason

/** From the cells of a row to its event, or to its events where columns are instruments. */
export function rowOf(file: FeedFile, mapping: Mapping): RowOf {
  const { stream, bar, wide, sides } = mapping
  const time = timeOf(mapping.time)
  const happened = bar ? endOfBar(time, bar, mapping.time.zone) : time
  const known = mapping.received && timeOf(mapping.received)
  const later = file.latency ?? 0
  const names: readonly string[] = stream === 'message' ? (file.messages?.columns ?? []) : streams[stream]
  const values = names.map(name => numberOf(mapping.fields.get(name), mapping))
  const others = ['open', 'high', 'low'].flatMap(name => columnOf(mapping.fields.get(name)))
  const symbol = mapping.symbol && symbolOf(mapping.symbol)
  const only = mapping.symbol?.only
  const aside = isAside(stream) ? '' : undefined
  const sound = soundness[stream]
  const split = splitBy(mapping.splits, names)
  const base = file.contract && names.includes('qty') ? toBase(file) : undefined
  // What stands in a file is finite; a scale, a contract or a split may make it too large.
  const isScaled = [...mapping.fields.values()].some(source => 'scale' in source && source.scale !== 1)
  const isChanged = isScaled || base !== undefined || split !== undefined
  const told = mapping.fields.get('side')
  const side = told && 'side' in told ? told.side : undefined
  const [price, quantity] = [names.indexOf('price'), names.indexOf('qty')]

  return (cells, line) => {
    const end = happened(cells)
    const received = known ? known(cells) : end! + later
    if (end === undefined || received === undefined) return 'bad_stamp'
    // The last moment of a bar, and not the first after it.
    const stamp = bar ? end - 1 : end
    const event = (fields: number[], of: string | undefined): FeedEvent | SkipReason => {
      const reason = sound?.(fields)
      if (reason) return reason
      if (base) fields[quantity] = base(fields[quantity]!, fields[price]!)
      split?.(fields, of, stamp)
      if (isChanged && fields.some(tooLarge)) return 'no_number'
      return { received, stamp, stream, fields, line, ...(of !== undefined && only === undefined && { symbol: of }) }
    }
    if (wide.length) return several(wide.map(of => event(closing(cells.number(of.column)), of.symbol)))
    const of = symbol ? symbol(cells) : aside
    if (of === '' && symbol) return 'no_symbol'
    if (only !== undefined && of !== only) return 'other_symbol'
    if (side !== undefined && !sides.has(wordOf(cells, side)) && cells.text(side) !== '') return 'side'
    const fields = values.map(value => value(cells))
    // A file of closes alone has bars of one price.
    if (stream === 'bar' && !others.some(place => cells.has(place))) fields.fill(fields[3]!, 0, 3)
    return event(fields, of)
  }
}

const columnOf = (source: FieldSource | undefined) => (source && 'column' in source ? source.column : [])

function numberOf(source: FieldSource | undefined, { sides }: Mapping): (cells: Cells) => number {
  if (source === undefined) return () => Number.NaN
  if ('value' in source) return () => source.value
  if ('time' in source) {
    const time = timeOf(source.time)
    return cells => time(cells) ?? Number.NaN
  }
  if ('side' in source) return cells => sides.get(wordOf(cells, source.side)) ?? Number.NaN
  const { column, scale } = source
  if (scale === 1) return cells => cells.number(column)
  // A tenth is not a number of the machine: dividing by ten is rounded once, and is what the file means.
  const parts = Math.round(1 / scale)
  return 1 / parts === scale ? cells => cells.number(column) / parts : cells => cells.number(column) * scale
}

const wordOf = (cells: Cells, column: number) => cells.text(column).toLowerCase()
const tooLarge = (n: number) => n === Number.POSITIVE_INFINITY || n === Number.NEGATIVE_INFINITY

const closing = (close: number) => [close, close, close, close, Number.NaN, Number.NaN, Number.NaN]

/** An empty cell is no bar of its instrument; a row of nothing else is no row. */
function several(all: readonly (FeedEvent | SkipReason)[]): readonly FeedEvent[] | SkipReason {
  const events = all.filter(one => typeof one !== 'string')
  return events.length ? events : 'no_price'
}
