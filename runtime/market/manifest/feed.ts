import { resolve } from 'node:path'
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
  const path = resolve(folder, feed.file)
  const { bytes, problem } = await inspect(
    path,
    feed.file,
    span,
    Object.hasOwn(readers, feed.reader) && !!readers[feed.reader]!.folder,
  )
  if (problem) diagnostics.push(problem)
  return {
    venue: feed.venue,
    instrument: symbol ?? { text: feed.instrument, base: '', quote: '', suffix: '' },
    reader: feed.reader,
    file: feed.file,
    path,
    bytes,
    ...(worth && { contract: worth }),
    ...(feed.symbol !== undefined && { symbol: feed.symbol }),
    invert: feed.invert ?? false,
    ...(latency !== undefined && { latency }),
    ...(pool && { pool }),
    ...(map && { map }),
    ...(feed.streams && { streams: readStreams(feed.streams, where, reading) }),
    span,
  }
}

const keys: readonly FeedKey[] = ['contract', 'symbol', 'latency', 'pool', 'map', 'streams']

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
  for (const key of keys) {
    if (feed[key] === undefined || reader.keys.includes(key)) continue
    const span = document.keySpan([...where, key])
    diagnostics.push(diagnostic('HVT4015', { span }, { key, reader: reader.name, known: reader.keys }))
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

function readStreams(names: readonly string[], where: Path, { not }: Reading): readonly StreamName[] {
  return names.flatMap((name, i) => {
    const stream = streamNamed(name)
    if (!stream) not('a stream', name, 'any_stream', [...where, 'streams', i])
    return stream ?? []
  })
}
