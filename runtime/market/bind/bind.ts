import type { Graph, Instrument } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { type Diagnostic, diagnostic } from '../../../grammar/diagnostics/diagnostic.ts'
import type { Feed, Manifest } from '../manifest/manifest.ts'
import { carried } from '../manifest/same_file.ts'
import { assumable, assumeRates } from './assume.ts'
import { lacking } from './lacking.ts'
import { checkBars } from './recorded_bars.ts'
import { twice } from './twice.ts'
import { type AbsentStreams, withoutStreams } from './without_streams.ts'

/** A strategy and a recorded market, put together. */
export interface Binding {
  readonly manifest: Manifest
  /** As given, but with constants in place of rates that are assumed, and without the streams that are absent; indices stay what they were. */
  readonly graph: Graph
  /** The feeds of the strategy's venues, in the order of the manifest. Feeds of other venues are left out. */
  readonly feeds: readonly BoundFeed[]
  /** Streams that the strategy reads and that no feed of the instrument can carry: absent for the whole run. */
  readonly absentStreams: readonly AbsentStreams[]
  readonly assumed: readonly Assumption[]
}

export interface BoundFeed {
  readonly feed: Feed
  /** Index into `graph.venues`. */
  readonly venue: number
  /** Index into `graph.instruments`; undefined where the strategy does not read it: it shows that the venue is alive. */
  readonly instrument: number | undefined
  /** Of a file of several instruments, of all keys of a declared source, or of the venue itself: those that the strategy reads, by symbol or key. */
  readonly keys?: ReadonlyMap<string, number>
  /** What the strategy reads of it. Order books are kept only where `book` is among it. */
  readonly streams: readonly StreamName[]
}

/** `peg ASSET = EQUALS` was measured by a rate that is assumed. */
export interface Assumption {
  readonly instrument: number
  readonly venue: string
  readonly symbol: string
  readonly rate: number
}

/** Binds by names: that of the venue in the strategy, and that of the instrument. */
export function bind(graph: Graph, manifest: Manifest): { binding?: Binding; diagnostics: readonly Diagnostic[] } {
  const venues = new Map(graph.venues.map((v, i) => [v.name, i]))
  const instruments = new Map(graph.instruments.map(({ symbol }, i) => [`${venueOf(graph, i)} ${symbol}`, i]))
  const feeds: BoundFeed[] = []
  for (const feed of manifest.feeds) {
    const venue = venues.get(feed.venue)
    const instrument = instruments.get(`${feed.venue} ${feed.instrument.text}`)
    const streams = instrument === undefined ? [] : graph.instruments[instrument]!.streams
    const keys = venue !== undefined && feed.instrument.text === allKeys ? keysOf(graph, venue, feed) : undefined
    if (venue !== undefined) feeds.push({ feed, venue, instrument, ...(keys && { keys }), streams })
  }

  const fed = new Set(feeds.flatMap(f => [f.instrument, ...(f.keys?.values() ?? [])]))
  const unfed = graph.instruments.flatMap((instrument, i) => (fed.has(i) || isAside(instrument) ? [] : [i]))
  const { assumed, missing, diagnostics } = settle(graph, manifest, unfed)
  if (missing.length) {
    const lacks = missing.map(i => ({ venue: venueOf(graph, i), symbol: graph.instruments[i]!.symbol }))
    const has = manifest.feeds.map(f => ({ venue: f.venue, symbol: f.instrument.text }))
    const about = { market: manifest.market, missing: lacks, wanted: graph.instruments.length, has }
    diagnostics.unshift(diagnostic('HVT4040', { span: manifest.span }, about))
  }
  diagnostics.push(...twice(graph, feeds), ...checkBars(graph, feeds))
  if (diagnostics.length) return { diagnostics }

  const rates = new Map(assumed.map(a => [a.instrument, a.rate]))
  const absentStreams = absent(graph, feeds)
  const bound = withoutStreams(assumeRates(graph, rates), absentStreams)
  return {
    binding: { manifest, graph: bound, feeds, absentStreams, assumed },
    diagnostics: unused(manifest, assumed, graph, feeds),
  }
}

/** What stands for the instrument where a file has several, or all keys of a declared source, or what a venue says of itself. */
const allKeys = '*'

function keysOf({ instruments }: Graph, venue: number, { map }: Feed): ReadonlyMap<string, number> {
  const own = instruments.flatMap((instrument, i) =>
    instrument.venue === venue && (map || isAside(instrument)) ? [[instrument.symbol, i] as const] : [],
  )
  return new Map(own)
}

const venueOf = (graph: Graph, instrument: number) => graph.venues[graph.instruments[instrument]!.venue]!.name

/** What becomes of the instruments that have no feed: assumed, complained of, or simply missing. */
function settle(graph: Graph, manifest: Manifest, unfed: readonly number[]) {
  const assumed: Assumption[] = []
  const missing: number[] = []
  const diagnostics: Diagnostic[] = []
  for (const i of unfed) {
    const { symbol } = graph.instruments[i]!
    const name = venueOf(graph, i)
    const peg = graph.pegs.find(p => p.by === i)
    const rate = manifest.assume[symbol]
    if (!peg) missing.push(i)
    else if (!assumable(graph, i)) {
      if (rate === undefined) missing.push(i)
      else diagnostics.push(diagnostic('HVT4042', { span: manifest.span }, { symbol, venue: name }))
    } else if (rate !== undefined) assumed.push({ instrument: i, venue: name, symbol, rate })
    else {
      const about = { market: manifest.market, asset: peg.asset, equals: peg.equals, venue: name, symbol }
      diagnostics.push(diagnostic('HVT4041', { span: manifest.span }, about))
    }
  }
  return { assumed, missing, diagnostics }
}

/** Rates of the manifest that stand for nothing. */
function unused(manifest: Manifest, assumed: readonly Assumption[], graph: Graph, feeds: readonly BoundFeed[]) {
  const symbols = Object.keys(manifest.assume).filter(symbol => assumed.every(a => a.symbol !== symbol))
  return symbols.map(symbol => {
    const measured = feeds.some(f => f.instrument !== undefined && graph.instruments[f.instrument]!.symbol === symbol)
    return diagnostic('HVT4045', { span: manifest.assumeSpans[symbol]! }, { symbol, measured })
  })
}

/** A venue's word on itself, or a declared source: a market may lack it, and what needs it stays quiet. */
const isAside = ({ quote }: Instrument) => quote === ''

function absent(graph: Graph, feeds: readonly BoundFeed[]): AbsentStreams[] {
  return graph.instruments.flatMap((known, instrument) => {
    const own = feeds.filter(f => f.instrument === instrument || f.keys?.has(known.symbol))
    const all = new Set(own.flatMap(f => carried(f.feed)))
    const absent = own.length || isAside(known) ? lacking(graph, instrument, all) : []
    return absent.length ? [{ instrument, streams: absent }] : []
  })
}
