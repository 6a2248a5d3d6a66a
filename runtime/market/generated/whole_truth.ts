import type { Stage } from './cast.ts'
import type { Nature } from './hidden_price.ts'
import type { PairTruth, ShareTruth, Truth } from './truth.ts'
import { outageSpans, venueTraits } from './venue_traits.ts'

/** What is known of a market that ends: nothing that begins later, nothing that lasts longer, in the order of time. */
export function whole(nature: Nature, { venues, instruments }: Stage, end: number): Truth {
  const { truth, seed, start } = nature
  const within = <T extends { from: number; to: number }>(spans: readonly T[]) =>
    spans
      .filter(({ from, to }) => from < end && to > start)
      .map(span => ({ ...span, from: Math.max(start, span.from), to: Math.min(end, span.to) }))
      .sort(byTime)
  const heard = new Set(instruments.flatMap(({ venue, symbol, quote }) => (symbol && !quote ? [] : [venue])))
  const names = venues.flatMap(({ name }, i) => (heard.has(i) ? [name] : [])).sort()
  const shares = truth.shares.map(s => ({ ...s, broken: s.broken !== null && s.broken < end ? s.broken : null }))
  return {
    venues: names.map(venue => {
      const { lag, latency } = venueTraits(nature, venue)
      return { venue, lag: Math.round(lag), latency: Math.round(latency) }
    }),
    moves: within(truth.moves),
    regimes: within(truth.regimes),
    trends: within(truth.trends),
    dislocations: within(truth.dislocations),
    leads: truth.leads.filter(({ from }) => from < end).sort(byTime),
    rushes: within(truth.rushes),
    shares,
    pairs: shares.flatMap((a, i) => shares.slice(i + 1).flatMap(b => (together(a, b) ? [pair(a, b)] : []))),
    outages: within(names.flatMap(venue => outagesOf(venue))).sort(byTime),
  }

  function outagesOf(venue: string) {
    const found: { venue: string; from: number; to: number }[] = []
    for (const span of outageSpans(seed, venue, start)) {
      if (span.from >= end) break
      found.push({ venue, ...span })
    }
    return found
  }
}

const together = (a: ShareTruth, b: ShareTruth) => a.sector === b.sector && a.bound && b.bound

function pair(a: ShareTruth, b: ShareTruth): PairTruth {
  const broken = a.broken === null || b.broken === null ? (a.broken ?? b.broken) : Math.min(a.broken, b.broken)
  return { a: a.asset, b: b.asset, beta: a.beta / b.beta, halfLife: a.halfLife, broken }
}

const byTime = (a: { readonly from: number }, b: { readonly from: number }) => a.from - b.from
