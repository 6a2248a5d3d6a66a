import { type StreamName, streams } from '../../../compiler/ir/streams.ts'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import type { Column, FieldSource, Mapping, TimeColumn } from '../mapping/mapping.ts'
import { isAside, neededFields, timeFields } from '../mapping/soundness.ts'
import { dayIn, isPattern } from '../mapping/times.ts'
import { isZone } from '../mapping/zone.ts'
import type { Path } from './document.ts'
import type { Instrument } from './manifest.ts'
import type { RawMapping, RawTime } from './mapping_schema.ts'
import { readBarTime, readSplits } from './mapping_times.ts'
import type { Reading } from './reading.ts'

/** As the language and manifests call them. */
export const streamNamed = (name: string): StreamName | undefined =>
  name === 'bars' ? 'bar' : name !== 'bar' && Object.hasOwn(streams, name) ? (name as StreamName) : undefined

/** What a feed says of the columns of its file; undefined where it says something that cannot be. */
export function readMapping(
  raw: RawMapping,
  instrument: Instrument,
  where: Path,
  reading: Reading,
): Mapping | undefined {
  const { diagnostics, document, not } = reading
  const before = diagnostics.length
  const stream = raw.stream === 'book' ? undefined : streamNamed(raw.stream)
  if (!stream) {
    not('a stream', raw.stream, 'stream', [...where, 'stream'])
    return undefined
  }
  const columns: Column[] = []
  const place = (name: string, needed = true) => {
    const known = columns.findIndex(column => column.name === name)
    if (known >= 0) return known
    return columns.push({ name, needed }) - 1
  }
  const heading = raw.heading ?? true
  const wide = Object.entries(raw.wide ?? {}).map(([column, symbol]) => ({ column: place(column), symbol }))
  const fields = wide.length ? new Map<string, FieldSource>() : readFields(raw, stream, heading, where, place, reading)
  const time = readTime(raw.time, [...where, 'time'])
  const received = raw.received && readTime(raw.received, [...where, 'received'])
  const symbol = readSymbol(raw, instrument, place)
  if (instrument.text === '*' && !symbol && !wide.length && !isAside(stream)) lacks('symbol')
  const bar = stream === 'bar' ? readBarTime(raw, where, reading) : undefined
  if (!heading) for (const { name } of columns) if (!/^[1-9]\d*$/.test(name)) not('a column', name, 'column', where)
  const { delimiter = ',', decimal = '.' } = raw
  if (decimal === delimiter)
    not('a decimal point, as it divides the cells', decimal, 'delimiter', [...where, 'decimal'])
  const mapping: Mapping = {
    stream,
    columns,
    fields,
    wide,
    time,
    ...(received && { received }),
    ...(symbol && { symbol }),
    ...(bar && { bar }),
    sides: sidesOf(raw),
    splits: readSplits(raw, time.zone, where, reading),
    unsorted: raw.order === 'any',
    delimiter,
    decimal,
    heading,
  }
  return diagnostics.length > before ? undefined : mapping

  function lacks(key: string): void {
    diagnostics.push(diagnostic('HVT4006', { span: document.span(where) }, { key, of: '`map`' }))
  }

  function readTime({ column, as, zone = 'UTC', day }: RawTime, at: Path): TimeColumn {
    if (!units.includes(as) && !isPattern(as)) not('a form of times', as, 'time', [...at, 'as'])
    if (!isZone(zone)) not('a time zone', zone, 'zone', [...at, 'zone'])
    const known = isZone(zone) ? zone : 'UTC'
    const ofFile = day === 'file'
    const from = day === undefined || ofFile ? undefined : dayIn(day, known)
    if (day !== undefined && ((from === undefined && !ofFile) || !counting.includes(as)))
      not('a day', day, 'day', [...at, 'day'])
    const said = { as, zone: known, ...(from !== undefined && { from }), ...(ofFile && { ofFile }) }
    const parts = as !== 'iso' && units.includes(as) ? [column] : cellsIn(column, place)
    const first = parts.find(part => typeof part === 'number')
    return first === undefined ? { column: place(column), ...said } : { column: first, parts, ...said }
  }
}

const counting: readonly string[] = ['s', 'ms', 'us']
const units: readonly string[] = [...counting, 'ns', 'iso']

/** Fields have columns of their own name unless the feed names others; what is not needed may be missing then. */
function readFields(
  raw: RawMapping,
  stream: StreamName,
  heading: boolean,
  where: Path,
  place: (name: string, needed?: boolean) => number,
  { diagnostics, document }: Reading,
): ReadonlyMap<string, FieldSource> {
  const fields = new Map<string, FieldSource>()
  const ofStream: readonly string[] = streams[stream]
  const needed = neededFields[stream] ?? []
  for (const key of ['columns', 'values', 'scale'] as const) {
    for (const name of Object.keys(raw[key] ?? {})) {
      if (stream === 'message' || ofStream.includes(name)) continue
      const span = document.keySpan([...where, key, name])
      const about = { key: name, of: `\`${key}\``, known: ofStream, nearest: nearest(name, ofStream) }
      diagnostics.push(diagnostic('HVT4005', { span }, about))
    }
  }
  const names = stream === 'message' ? Object.keys(raw.columns ?? {}) : ofStream
  for (const name of names) {
    const value = raw.values?.[name]
    const column = raw.columns?.[name] ?? (heading ? name : undefined)
    if (value !== undefined) fields.set(name, { value })
    else if (column !== undefined) {
      const at = place(column, raw.columns?.[name] !== undefined || needed.includes(name))
      const { as, zone = 'UTC' } = raw.time
      const isTime = timeFields.has(`${stream} ${name}`)
      const number: FieldSource = name === 'side' ? { side: at } : { column: at, scale: raw.scale?.[name] ?? 1 }
      fields.set(name, isTime && isZone(zone) ? { time: { column: at, as, zone } } : number)
    } else if (needed.includes(name)) {
      diagnostics.push(diagnostic('HVT4006', { span: document.span(where) }, { key: name, of: '`columns`' }))
    }
  }
  return fields
}

/** `{Name}/USD`: a cell of each row between other characters. */
function readSymbol({ symbol, symbols }: RawMapping, instrument: Instrument, place: (name: string) => number) {
  if (symbol === undefined) return undefined
  const pattern = cellsIn(symbol, place)
  const names = new Map(Object.entries(symbols ?? {}))
  return { pattern, names, ...(instrument.text !== '*' && { only: instrument.text }) }
}

/** `{Date} {Time}`: the cells of two columns, and a space between them. */
const cellsIn = (text: string, place: (name: string) => number) =>
  text
    .split(/\{([^}]+)\}/)
    .map((part, k) => (k % 2 ? place(part) : part))
    .filter(part => part !== '')

function sidesOf({ sides = {} }: RawMapping): ReadonlyMap<string, 1 | -1> {
  const { buy = ['buy', 'b', 'bid', '1'], sell = ['sell', 's', 'a', 'ask', '-1'] } = sides
  const words = (all: readonly string[], side: 1 | -1) => all.map(word => [word.toLowerCase(), side] as const)
  return new Map([...words(buy, 1), ...words(sell, -1)])
}
