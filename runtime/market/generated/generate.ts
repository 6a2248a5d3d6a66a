import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph, Instrument } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { type FeedStats, type Market, newStats, type Progress } from '../market.ts'
import { type Cast, cast, type Stage } from './cast.ts'
import { foresight } from './foresight.ts'
import type { Preset } from './preset.ts'
import { told } from './telling.ts'
import { nothingKnown, type Truth } from './truth.ts'
import { whole } from './whole_truth.ts'

export interface Generation {
  readonly seed?: string | number
  /** µs; by default the usual one. */
  readonly duration?: number
  /** By default the usual one. */
  readonly preset?: Preset
}

export interface GeneratedMarket extends Market {
  /** `from` and `to` in µs since the epoch. */
  readonly about: { readonly seed: string; readonly preset: Preset; readonly from: number; readonly to: number }
  /** What is true in it; known when the events have been read. */
  readonly truth: () => Truth
}

/**
 * What a generated market has of an instrument. One whose `pool` is read is a pool: nobody quotes there. Without a symbol it
 * is the venue itself, which has sessions. What a declared source would say nobody knows.
 */
export function generatedStreams({
  streams,
  symbol,
  quote,
}: Pick<Instrument, 'streams' | 'symbol' | 'quote'>): readonly StreamName[] {
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
export function usualDuration({ nodes }: Pick<Graph, 'nodes'>): number {
  const spans = nodes.map(({ op }) => ('span' in op ? op.span : 0)).filter(span => span <= 12 * halfHour)
  return halfHour + Math.max(0, ...spans)
}

/**
 * A market for every instrument of a graph, when there is no recorded one: quotes and trades of venues that follow hidden
 * prices, each late and off in its own way, so that their prices part for seconds in fast moves; swaps and liquidity of
 * pools that lead them; what else the strategy reads of them. The same seed gives the same numbers on every machine; a venue's and an instrument's depend on seed
 * and names alone, not on the others.
 */
export function generateMarket(
  graph: Stage & Pick<Graph, 'nodes'>,
  { seed = 1, duration = usualDuration(graph), preset = 'usual' }: Generation = {},
): GeneratedMarket {
  const progress: Progress = { done: 0, total: duration }
  const stats = graph.instruments.map(({ venue, symbol }) => newStats(graph.venues[venue]!.name, symbol))
  const nature = { seed, start: generatedStart, isRich: preset === 'rich', truth: nothingKnown() }
  const end = generatedStart + duration
  return {
    name: `generated, seed ${seed}${preset === 'usual' ? '' : `, ${preset}`}`,
    events: events(cast(graph, nature), end, stats, progress),
    stats,
    progress,
    about: { seed: String(seed), preset, from: generatedStart, to: end },
    truth: () => whole(nature, graph, end),
  }
}

/** By seconds of origin: what a second's events are received by its end is complete, the rest waits for the next. */
async function* events(
  { assets, instruments, rank }: Cast,
  end: number,
  stats: readonly FeedStats[],
  progress: Progress,
): AsyncGenerator<readonly SourceEvent[]> {
  let waiting: SourceEvent[] = []
  let out: SourceEvent[] = []
  for (let from = generatedStart; from < end; from += second) {
    const until = Math.min(end, from + second)
    for (const asset of assets) asset.advance(until + foresight)
    for (const run of instruments) run(until, waiting)
    // Stable: at equal times the order of names decides, in one instrument the order in which it sent.
    waiting.sort((a, b) => a.received - b.received || rank[a.instrument]! - rank[b.instrument]!)
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
