import { arbitrage } from './arbitrage.ts'
import { cointegration } from './cointegration.ts'
import { edges } from './edges.ts'
import { leads } from './leads.ts'
import type { Score } from './score.ts'
import { trends } from './trends.ts'

/** What the five systems find of what is true: a seed, and minutes of a rich market. */
export const measures: Readonly<Record<string, (seed: number, minutes: number) => Promise<Score[]>>> = {
  venue_spreads: arbitrage,
  thin_to_deep: edges,
  dex_lead: leads,
  perp_trend: trends,
  pairs: cointegration,
}
