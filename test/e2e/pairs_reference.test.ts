import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { shared } from '../shared.ts'
import { days, lotsFeed, read, run, source } from './pairs_by_day.ts'
import { engleGranger } from './plain_pairs.ts'

describe.runIf(shared)('the candidates of arbitragelab', () => {
  const all = shared && JSON.parse(readFileSync(`${shared}/data/arbitragelab/reference_results.json`, 'utf8')).results
  const reference = all?.find((of: object) => 'cointegrated_at_90pct' in of)
  const candidates: readonly [string, string][] = reference?.input_pairs ?? []
  const names = candidates.flat().sort()
  const closesOf = () => {
    const [heading, ...rows] = read('arbitragelab/sp100_prices.csv.gz', 0)
    return (name: string) => rows.map(row => Number(row[heading!.indexOf(name)]))
  }
  const wide = names.map(name => `${name}: ${name}/USD`).join()
  const feeds = [
    `venue: broker, instrument: '*', reader: csv, file: ${shared}/data/arbitragelab/sp100_prices.csv.gz, map: { stream: bars, every: 1d, closes: '16:00', time: { column: Date, as: iso, zone: America/New_York }, wide: { ${wide} } }`,
    lotsFeed,
  ]
  // The last one comes after the last day, and so closes its bar.
  const lots = [...names.map(name => `2017-01-03,${name},1`), `2020-10-04,${names[0]},1`]
  const files = { 'lots.csv': ['day,Name,lot', ...lots].join('\n') }

  test('over the whole file have the p of a plain computation', async () => {
    const text = source.replace('close[b], 500', 'close[b], 945')
    const found = await run({ text, params: days, names, feeds, files })
    const closes = closesOf()
    for (const [a, b] of candidates)
      expect(Math.abs(found.feature('p', a, b).last! - engleGranger(closes(a), closes(b))), a).toBeLessThan(1e-9)
    expect(found.feature('p', 'BA', 'CF').last).toBeLessThan(0.05)
  })

  /** Its line goes through the origin, and its test has a constant: with those the same two are found. */
  test('are those that it finds, by its definition', async () => {
    const closes = closesOf()
    const spreads = candidates.map(([a, b]) => {
      const [y, x] = [closes(a), closes(b)]
      const slope = x.reduce((sum, v, i) => sum + v * y[i]!, 0) / x.reduce((sum, v) => sum + v * v, 0)
      return `feature ${`${a}_${b}`.toLowerCase()} = adf(broker[${a}/USD].bars(1d).close - ${slope}[${b}/${a}] * broker[${b}/USD].bars(1d).close, 945).p`
    })
    const head =
      'strategy line in USD\nuse std.stats (adf)\nvenue broker = alpaca.equities { fees: { taker: 1bps }, silent: 1d }'
    const found = await run({ text: [head, ...spreads].join('\n'), params: {}, names, feeds, files })
    const p = candidates.map(([a, b]) => [`${a}_${b}`, found.feature(`${a}_${b}`.toLowerCase()).last!] as const)
    expect(p.flatMap(([name, p]) => (p < 0.1 ? [name] : []))).toEqual(reference.cointegrated_at_90pct)
  })
})
