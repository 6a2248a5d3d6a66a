import { measures } from './measures.ts'
import type { Score } from './score.ts'

/** `npm run detect`: the table of docs/data/sample.md, or with `--json` the same as one JSON object. */
const minutes: Readonly<Record<string, number>> = {
  venue_spreads: 60,
  thin_to_deep: 240,
  dex_lead: 360,
  perp_trend: 480,
  pairs: 960,
}
const seed = 3
const scores: Score[] = []
for (const [strategy, measure] of Object.entries(measures)) scores.push(...(await measure(seed, minutes[strategy]!)))

const part = (x: number) => (Number.isNaN(x) ? '–' : x.toFixed(2))
const row = (s: Score) =>
  `| ${s.detector} | ${s.found} | ${s.wanted} | ${part(s.precision)} | ${part(s.recall)} | ${s.delay < 600 ? `${s.delay.toFixed(1)} s` : `${Math.round(s.delay / 60)} min`} |`
const head = ['| detector | found | true | precision | recall | delay |', '|---|---|---|---|---|---|']
const text = process.argv.includes('--json')
  ? JSON.stringify({ version: 1, seed, minutes, scores }, undefined, 2)
  : [...head, ...scores.map(row)].join('\n')
process.stdout.write(`${text}\n`)
