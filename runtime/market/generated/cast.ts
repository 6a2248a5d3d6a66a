import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { booking } from './book.ts'
import { type HiddenPrice, hiddenPrice, type Nature } from './hidden_price.ts'
import { swapping } from './pool.ts'
import { type Quoted, quoting } from './quoting.ts'
import { opening } from './sessions.ts'
import { telling } from './telling.ts'
import { venueTraits } from './venue_traits.ts'

/** What a market is made for: a graph has it. */
export interface Stage {
  readonly venues: readonly Pick<Graph['venues'][number], 'name'>[]
  readonly instruments: Graph['instruments']
}

export interface Cast {
  readonly assets: readonly HiddenPrice[]
  readonly instruments: readonly Run[]
  /** By index of an instrument: its place in the order of names. */
  readonly rank: readonly number[]
}

/** Each call gives the events with origin before `until`, in the order in which they were sent. */
type Run = (until: number, into: SourceEvent[]) => void

/** The hidden prices and the instruments that follow them, in the order of their names. */
export function cast({ venues, instruments }: Stage, nature: Nature): Cast {
  const assets = new Map<string, HiddenPrice>()
  const priceOf = (asset: string, isShare: boolean) => {
    const name = isShare ? `share ${asset}` : asset
    const price = assets.get(name) ?? hiddenPrice(nature, asset, isShare)
    assets.set(name, price)
    return price
  }
  const places = inOrder({ venues, instruments })
  const exchanges = new Set(
    places.flatMap(({ symbol, streams, venue }) => (hasSessions(symbol, streams) ? [venue] : [])),
  )
  const runs = places.flatMap(({ venue, venueName, symbol, base, quote, streams, index }): Run[] => {
    const traits = venueTraits(nature, venueName)
    if (hasSessions(symbol, streams)) return [opening({ venue, instrument: index }, traits, nature.start)]
    if (quote === '') return []
    const q: Quoted = {
      venue,
      venueName,
      instrument: index,
      symbol,
      base: priceOf(base, exchanges.has(venue)),
      quote: priceOf(quote, false),
      derivative: symbol.includes(' '),
    }
    const isPool = streams.includes('pool')
    const prices = (isPool ? swapping : quoting)(nature, q, traits)
    const isBooked = streams.includes('book') && !isPool
    return [isBooked ? withBook(prices, booking(nature, q)) : prices, telling(nature, q, streams, traits)]
  })
  const rank: number[] = []
  for (const [i, { index }] of places.entries()) rank[index] = i
  return { assets: [...assets.values()], instruments: runs, rank }
}

/** In the order of names, which is also that of events of one time. */
export const inOrder = ({ venues, instruments }: Stage) =>
  instruments
    .map((instrument, index) => ({ ...instrument, index, venueName: venues[instrument.venue]!.name }))
    .sort((a, b) => compare(a.venueName, b.venueName) || compare(a.symbol, b.symbol))

/** A venue's word on itself: where shares are traded. */
const hasSessions = (symbol: string, streams: readonly string[]) => symbol === '' && streams.includes('session')

/** The same events, each quote followed by those of the book. */
function withBook(run: Run, book: (quote: SourceEvent) => readonly SourceEvent[]): Run {
  return (until, into) => {
    const own: SourceEvent[] = []
    run(until, own)
    for (const event of own) into.push(event, ...(event.stream === 'quote' ? book(event) : []))
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
