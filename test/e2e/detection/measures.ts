import { arbitrage } from './arbitrage.ts'
import { cointegration } from './cointegration.ts'
import { edges } from './edges.ts'
import { leads } from './leads.ts'
import { type Counts, type Score, scored } from './score.ts'
import { trends } from './trends.ts'

interface Measure {
  /** Of a rich market, for each seed. */
  readonly minutes: number
  readonly counts: (seed: number, minutes: number) => Promise<Counts[]>
}

export const seeds = [1, 2, 3, 4, 5]

/** What the five systems find of what is true. */
export const measures: Readonly<Record<string, Measure>> = {
  venue_spreads: { minutes: 20, counts: arbitrage },
  thin_to_deep: { minutes: 60, counts: edges },
  dex_lead: { minutes: 180, counts: leads },
  perp_trend: { minutes: 480, counts: trends },
  pairs: { minutes: 780, counts: cointegration },
}

/** One after another: a market has some hundred MB. */
export async function measure({ minutes, counts }: Measure): Promise<Score[]> {
  const all: Counts[] = []
  for (const seed of seeds) all.push(...(await counts(seed, minutes)))
  const detectors = [...new Set(all.map(({ detector }) => detector))]
  return detectors.map(name => scored(all.filter(({ detector }) => detector === name)))
}

/** A line of the table in docs/data/sample.md. */
export function row({ detector, found, wanted, precision, chance, recall, delay }: Score): string {
  const [right, lucky, caught] = [precision, chance, recall].map(part => (Number.isNaN(part) ? '–' : part.toFixed(2)))
  const late = delay < 600 ? `${delay.toFixed(1)} s` : `${Math.round(delay / 60)} min`
  return `| ${detector} | ${found} | ${wanted} | ${right} | ${lucky} | ${caught} | ${late} |`
}
