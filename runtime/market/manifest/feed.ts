import type { StreamName } from '../../../compiler/ir/streams.ts'
import { diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import { nearest } from '../../../grammar/diagnostics/nearest.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { readers } from '../readers/index.ts'
import type { FeedKey } from '../readers/reader.ts'
import type { Path } from './document.ts'
import { inspect } from './files.ts'
import type { Feed, Instrument } from './manifest.ts'
import { readMapping, streamNamed } from './mapping.ts'
import { filesOf, isOfFile, ofDay, type Part } from './parts.ts'
import { readPool } from './pool.ts'
import { ofInstrument, type Reading } from './reading.ts'
import type { RawFeed } from './schema.ts'
import { contract, duration, instrument } from './values.ts'

/** From the texts of a feed to what they mean. */
export async function readFeed(feed: RawFeed, where: Path, reading: Reading): Promise<Feed> {
  const { diagnostics, document, folder, not } = reading
  const span = document.span([...where, 'file'])
  const symbol = feed.instrument === '*' ? everyKey : instrument(feed.instrument)
  if (!symbol) not(ofInstrument, feed.instrument, 'instrument', [...where, 'instrument'])
  checkReader(feed, where, reading)
  const worth = symbol && readContract(feed, symbol, where, reading)
  const map = feed.map && symbol && readMapping(feed.map, symbol, [...where, 'map'], reading)
  const latency = readLatency(feed, map, where, reading)
  const pool = feed.pool && symbol && readPool(feed, symbol, where, reading)
  const files = await filesOf(folder, feed.file)
  if (files.length === 0) diagnostics.push(diagnostic('HVT4020', { span }, { file: feed.file }))
  const mayBeFolder = Object.hasOwn(readers, feed.reader) && !!readers[feed.reader]!.folder
  const inspected = await Promise.all(files.map(({ path, file }) => inspect(path, file, span, mayBeFolder)))
  diagnostics.push(...inspected.flatMap(({ problem }) => problem ?? []))
  const parts = files.map((one, i): Part => ({ ...one, bytes: inspected[i]!.bytes }))
  return {
    venue: feed.venue,
    instrument: symbol ?? { text: feed.instrument, base: '', quote: '', suffix: '' },
    reader: feed.reader,
    file: feed.file,
    parts: map && isOfFile(map) ? datedParts(parts, map, where, reading) : parts,
    bytes: inspected.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(worth && { contract: worth }),
    ...(feed.symbol !== undefined && { symbol: feed.symbol }),
    invert: feed.invert ?? false,
    ...(latency !== undefined && { latency }),
    ...(pool && { pool }),
    ...(map && { map }),
    ...(feed.streams && { streams: readStreams(feed.streams, feed.reader, where, reading) }),
    span,
  }
}

function datedParts(parts: readonly Part[], map: Mapping, where: Path, { not }: Reading): readonly Part[] {
  return parts.map(part => {
    const dated = ofDay(map, part.file)
    if (!dated) not('the day of a file', part.file, 'file_of_day', [...where, 'file'])
    return dated ? { ...part, map: dated } : part
  })
}

const keys: readonly (FeedKey | 'streams')[] = ['contract', 'symbol', 'latency', 'pool', 'map', 'streams']

/** A file of several instruments, or of all keys of a declared source. */
const everyKey: Instrument = { text: '*', base: '', quote: '', suffix: '' }

/** The reader exists, and is told what it has to know and nothing that it does not use. */
function checkReader(feed: RawFeed, where: Path, { diagnostics, document }: Reading): void {
  const place = { span: document.span([...where, 'reader']) }
  if (!Object.hasOwn(readers, feed.reader)) {
    const known = Object.keys(readers)
    diagnostics.push(diagnostic('HVT4008', place, { reader: feed.reader, known, nearest: nearest(feed.reader, known) }))
    return
  }
  const reader = readers[feed.reader]!
  const known: typeof keys = reader.map ? reader.keys : [...reader.keys, 'streams']
  for (const key of keys) {
    if (feed[key] === undefined || known.includes(key)) continue
    const span = document.keySpan([...where, key])
    diagnostics.push(diagnostic('HVT4015', { span }, { key, reader: reader.name, known }))
  }
  if (reader.map && !feed.map) {
    const span = document.span(where)
    diagnostics.push(diagnostic('HVT4006', { span }, { key: 'map', of: `a feed read by \`${reader.name}\`` }))
  }
  if (reader.pool && !feed.pool) diagnostics.push(diagnostic('HVT4016', place, { reader: reader.name }))
}

/** What is said, or else what the reader takes for its files. Bars are known when they are over and sessions when they begin, unless it is said. */
function readLatency({ latency, reader }: RawFeed, map: Mapping | undefined, where: Path, of: Reading) {
  const { diagnostics, document, not } = of
  if (latency === undefined && map && !map.received) {
    if (map.stream === 'bar' || map.stream === 'session') return 0
    const span = document.span([...where, 'map'])
    diagnostics.push(diagnostic('HVT4019', { span }, { stream: map.stream }))
  }
  if (latency === undefined) return Object.hasOwn(readers, reader) ? readers[reader]!.latency : undefined
  const micros = duration(latency)
  if (micros === undefined) not('a latency', latency, 'duration', [...where, 'latency'])
  return micros
}

function readContract(feed: RawFeed, { text, base, quote, suffix }: Instrument, where: Path, reading: Reading) {
  const { diagnostics, document, not } = reading
  if (feed.contract === undefined) {
    // Who is not told of contracts has quantities in base.
    const counts = !Object.hasOwn(readers, feed.reader) || readers[feed.reader]!.keys.includes('contract')
    if (suffix === 'inverse perp' && counts) {
      const span = document.span([...where, 'instrument'])
      diagnostics.push(diagnostic('HVT4010', { span }, { instrument: text, quote }))
    }
    return undefined
  }
  const worth = contract(feed.contract)
  const place: Path = [...where, 'contract']
  if (!worth) not("a contract's value", feed.contract, 'contract', place)
  else if (worth.asset !== base && worth.asset !== quote) {
    const about = { asset: worth.asset, instrument: text, base, quote }
    diagnostics.push(diagnostic('HVT4011', { span: document.span(place) }, about))
  }
  return worth
}

/** Which of the streams that the reader can find are in the file. */
function readStreams(names: readonly string[], reader: string, where: Path, { document, diagnostics, not }: Reading) {
  const found = Object.hasOwn(readers, reader) ? readers[reader]!.streams : []
  return names.flatMap((name, i): StreamName[] => {
    const stream = streamNamed(name)
    const place: Path = [...where, 'streams', i]
    if (!stream) not('a stream', name, 'any_stream', place)
    else if (found.length && !found.includes(stream)) {
      const about = { of: `a stream of \`${reader}\``, text: name, allowed: found }
      diagnostics.push(diagnostic('HVT4012', { span: document.span(place) }, about))
    }
    return stream ? [stream] : []
  })
}
