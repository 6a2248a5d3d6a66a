import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Instrument } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { type FeedStats, type Market, newStats, type Progress } from '../market.ts'
import { booking } from './book.ts'
import { foresight } from './foresight.ts'
import { type HiddenPrice, hiddenPrice } from './hidden_price.ts'
import { swapping } from './pool.ts'
import { quoting } from './quoting.ts'
import { opening } from './sessions.ts'
import { telling, told } from './telling.ts'
import { venueTraits } from './venue_traits.ts'

export interface Generation {
  readonly seed?: string | number
  /** µs; by default the usual one. */
  readonly duration?: number
}

/**
 * What a generated market has of an instrument. One whose `pool` is read is a pool: nobody quotes there. Without a symbol it
 * is the venue itself, which has sessions. What a declared source would say nobody knows.
 */
export function generatedStreams({ streams, symbol, quote }: Instrument): readonly StreamName[] {
  if (symbol === '') return ['session']
  if (quote === '') return []
  return [
    ...(streams.includes('pool') ? (['trades', 'pool'] as const) : (['quote', 'trades'] as const)),
    ...(streams.includes('book') && !streams.includes('pool') ? (['book'] as const) : []),
    ...told(streams),
  ]
}

/** 2026-01-05T00:00:00Z. */
export const generatedStart = 1_767_571_200_000_000
const second = 1_000_000
const enough = 1_024
const halfHour = 1_800 * second

/** Half an hour, µs, and before it the time that the longest window of the graph needs to fill, if that is no more than six hours. */
export function usualDuration({ nodes }: Graph): number {
  const spans = nodes.map(({ op }) => ('span' in op ? op.span : 0)).filter(span => span <= 12 * halfHour)
  return halfHour + Math.max(0, ...spans)
}

/**
 * A market for every instrument of a graph, when there is no recorded one: quotes and trades of venues that follow hidden
 * prices, each late and off in its own way, so that their prices part for seconds in fast moves; swaps and liquidity of
 * pools that lead them; what else the strategy reads of them. The same seed gives the same numbers on every machine; a venue's and an instrument's depend on seed
 * and names alone, not on the others.
 */
export function generateMarket(graph: Graph, { seed = 1, duration = usualDuration(graph) }: Generation = {}): Market {
  const progress: Progress = { done: 0, total: duration }
  const stats = graph.instruments.map(({ venue, symbol }) => newStats(graph.venues[venue]!.name, symbol))
  return { name: `generated, seed ${seed}`, events: events(graph, seed, duration, stats, progress), stats, progress }
}

/** By seconds of origin: what a second's events are received by its end is complete, the rest waits for the next. */
async function* events(
  graph: Graph,
  seed: string | number,
  duration: number,
  stats: readonly FeedStats[],
  progress: Progress,
): AsyncGenerator<readonly SourceEvent[]> {
  const end = generatedStart + duration
  const { assets, instruments } = cast(graph, seed)
  let waiting: SourceEvent[] = []
  let out: SourceEvent[] = []
  for (let from = generatedStart; from < end; from += second) {
    const until = Math.min(end, from + second)
    for (const asset of assets) asset.advance(until + foresight)
    for (const run of instruments) run(until, waiting)
    // Stable: at equal times the order of names decides, in one instrument the order in which it sent.
    waiting.sort((a, b) => a.received - b.received)
    const ready = waiting.findIndex(e => e.received >= until)
    const due = ready < 0 ? waiting : waiting.slice(0, ready)
    waiting = ready < 0 ? [] : waiting.slice(ready)
    for (const event of due) count(stats[event.instrument]!, event)
    out.push(...due)
    progress.done = until - generatedStart
    if (out.length >= enough) {
      yield out
      out = []
    }
  }
  if (out.length) yield out
}

/** The hidden prices and the instruments that follow them, in the order of their names. */
function cast(graph: Graph, seed: string | number) {
  const assets = new Map<string, HiddenPrice>()
  const priceOf = (asset: string) => {
    const price = assets.get(asset) ?? hiddenPrice(seed, asset, generatedStart)
    assets.set(asset, price)
    return price
  }
  const traitsOf = (venue: number) => venueTraits(seed, graph.venues[venue]!.name)
  const places = graph.instruments.map((instrument, index) => ({ ...instrument, index }))
  const venues = places
    .filter(({ symbol, streams }) => symbol === '' && streams.includes('session'))
    .map(({ venue, index }) => opening({ venue, instrument: index }, traitsOf(venue), generatedStart))
  const quoted = places
    .filter(({ quote }) => quote !== '')
    .map(({ venue, symbol, base, quote, streams, index }) => ({
      venue,
      venueName: graph.venues[venue]!.name,
      instrument: index,
      symbol,
      streams,
      base: priceOf(base),
      quote: priceOf(quote),
      derivative: symbol.includes(' '),
      isPool: streams.includes('pool'),
      hasBook: streams.includes('book'),
    }))
    .sort((a, b) => compare(a.venueName, b.venueName) || compare(a.symbol, b.symbol))
  const prices = quoted.map(q => {
    const run = (q.isPool ? swapping : quoting)(seed, q, venueTraits(seed, q.venueName), generatedStart)
    return q.hasBook && !q.isPool ? withBook(run, booking(seed, q)) : run
  })
  const others = quoted.map(q => telling(seed, q, q.streams, traitsOf(q.venue), generatedStart))
  return { assets: [...assets.values()], instruments: [...prices, ...others, ...venues] }
}

type Run = (until: number, into: SourceEvent[]) => void

/** The same events, each quote followed by that of the book. */
function withBook(run: Run, book: (quote: SourceEvent) => SourceEvent): Run {
  return (until, into) => {
    const own: SourceEvent[] = []
    run(until, own)
    for (const event of own) into.push(event, ...(event.stream === 'quote' ? [book(event)] : []))
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const counters: Partial<Record<StreamName, 'quotes' | 'trades' | 'pools' | 'books'>> = {
  quote: 'quotes',
  trades: 'trades',
  pool: 'pools',
  book: 'books',
}

function count(stats: FeedStats, { received, stream }: SourceEvent): void {
  stats.messages++
  stats[counters[stream] ?? 'other']++
  stats.first ??= received
  stats.last = received
}
