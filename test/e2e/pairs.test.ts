import { describe, expect, test } from 'vitest'
import { shared } from '../shared.ts'
import { closes, day, days, type Feature, lotsFeed, read, run, source } from './pairs_by_day.ts'
import { correlation, plainPair, plainShare, returnsOf } from './plain_pairs.ts'

describe.runIf(shared)('pairs on five years of days', () => {
  // Banks, utilities, oil and drinks; all have every day.
  const names = 'BAC BBT C CVX DTE ED JPM KO PEP PNW XEL XOM'.split(' ')

  test('features and firings of each share and each two are those of a plain computation', async () => {
    const { firings, alike, all } = await compare(names, 1)
    expect(all).toEqual([66, 20, 72])
    expect(firings).toEqual({
      ...{ 'BBT C': 1, 'BBT DTE': 1, 'C CVX': 6, 'C KO': 3, 'C PEP': 1, 'C XOM': 7, 'DTE ED': 4, 'DTE JPM': 2 },
      ...{ 'DTE PNW': 11, 'ED PNW': 1, 'ED XEL': 8, 'JPM PEP': 2, 'JPM XEL': 3, 'JPM XOM': 8, 'KO PEP': 2 },
      ...{ 'KO XEL': 2, 'PEP PNW': 4, 'PEP XEL': 3, 'PEP XOM': 1, 'PNW XOM': 2 },
    })
    // Days with evidence: no bank is alike to a utility, nor oil to drinks.
    expect(alike).toEqual({
      ...{ 'BAC BBT': 548, 'BAC C': 703, 'BAC JPM': 652, 'BBT C': 474, 'BBT JPM': 490, 'C JPM': 724 },
      ...{ 'DTE ED': 725, 'DTE PNW': 657, 'DTE XEL': 878, 'ED PNW': 652, 'ED XEL': 756, 'PNW XEL': 780 },
      ...{ 'CVX XOM': 459, 'KO PEP': 168 },
    })
  })

  /**
   * Minutes, and more of them for the plain computation: only where HVT_ALL is set, to 1 for all pairs, to 100 for one of a hundred;
   * each share is compared in any case.
   */
  test.runIf(process.env.HVT_ALL)(
    'the same of all shares that have every day',
    async () => {
      const { all } = await compare(complete(), Number(process.env.HVT_ALL))
      expect(all).toEqual([27_495, 10_119, 31_361])
    },
    5 * 3_600_000,
  )

  /** What decides which of them are pairs. */
  test('the evidence of each two of all shares that have every day', async () => {
    const closesOf = allCloses()
    const names = complete()
    const evidence = 'corr(r[a], r[b], 250)'
    expect(source).toContain(`pair (a, b) in tickers when abs(${evidence}) > known`)
    const text = `strategy evidence in USD
venue broker = alpaca.equities { fees: { taker: 1bps }, silent: 1d }
universe tickers: */USD = file("none.csv")
each t in tickers {
  let close = broker[t].bars(1d).close
  let r     = log(close / prev(close, 1))
}
pair (a, b) in tickers when abs(${evidence}) > 0.8 keep 30m at most 5_000 by abs(${evidence}) {
  feature together = ${evidence}
}
`
    const feeds = [
      `venue: broker, instrument: '*', reader: csv, file: ${shared}/data/sp500_5yr/daily_ohlcv.csv.gz, map: { stream: bars, every: 1d, closes: '16:00', ${day}, ${closes}, symbol: '{Name}/USD', order: any }`,
    ]
    const found = await run({ text, params: {}, names, feeds, files: { 'none.csv': 'symbol\nA/USD\n' } })

    // The first bar may have been under way, and a run ends before its last one is closed.
    const returns = names.map(name => returnsOf(closesOf.get(name)!.slice(1, -1)).slice(-250))
    let [pairs, alike] = [0, 0]
    for (const [i, a] of names.entries())
      for (const [j, b] of names.entries()) {
        if (i >= j) continue
        const { ticks, last } = found.feature('together', a, b)
        const wanted = correlation(returns[i]!, returns[j]!)
        if (ticks !== 1_007 || !(Math.abs(last! - wanted) < 1e-9))
          throw new Error(`${a} ${b}: ${ticks} ${last} ${wanted}`)
        pairs++
        if (Math.abs(last!) > 0.8) alike++
      }
    expect([names.length, pairs, alike]).toEqual([235, 27_495, 42])
  })
})

/** Of each share, by day. */
function allCloses(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const row of read('sp500_5yr/daily_ohlcv.csv.gz')) {
    const closes = found.get(row[6]!) ?? []
    closes.push(Number(row[4]))
    found.set(row[6]!, closes)
  }
  return found
}

/** The shares that have every day, by names that a symbol may have. */
const complete = () =>
  [...allCloses()].flatMap(([name, { length }]) => (length === 1_259 && /^\w+$/.test(name) ? [name] : []))

/** Runs all of them, and compares every share and one of so many pairs; what a plain computation finds in these. */
async function compare(names: readonly string[], every: number) {
  const wanted = new Set(names)
  const rows = read('sp500_5yr/daily_ohlcv.csv.gz').filter(row => wanted.has(row[6]!))
  const dates = rows.filter(row => row[6] === names[0]).map(row => row[0]!)
  const mood = (day: number, name: string) => Math.sin(day * 0.7 + names.indexOf(name))
  const moods = dates.flatMap((date, day) =>
    names.map(name => [name, `${date} 23:30:00`, `${date} 23:30:00`, mood(day, name)].join()),
  )
  const files = {
    'daily.csv': ['date,open,high,low,close,volume,Name', ...rows.map(row => row.join())].join('\n'),
    'moods.csv': ['ticker,time,received,mood', ...moods].join('\n'),
    'lots.csv': ['day,Name,lot', ...names.map(name => `${dates[0]},${name},1`)].join('\n'),
  }
  const feeds = [
    `venue: broker, instrument: '*', reader: csv, file: daily.csv, map: { stream: bars, every: 1d, closes: '16:00', ${day}, ${closes}, symbol: '{Name}/USD', order: any }`,
    lotsFeed,
    `venue: social, instrument: '*', reader: messages_csv, file: moods.csv`,
  ]
  const found = await run({ text: source, params: { ...days, max_life: '60d' }, names, feeds, files })

  // The lots are told when the first day begins, so that its bar is whole; a run ends before its last bar is closed.
  const times = dates.slice(0, -1).map(date => Date.parse(`${date}T24:00:00Z`) / 1_000)
  const shares = names.map(name => {
    const own = rows.filter(row => row[6] === name).slice(0, -1)
    const [closes, volumes] = [4, 5].map(column => own.map(row => Number(row[column])))
    return plainShare({ closes: closes!, volumes: volumes!, moods: times.map((_, i) => mood(i, name)) })
  })
  for (const [i, name] of names.entries()) {
    expectEqual(found.feature('trend', name), shares[i]!.trend)
    expectEqual(found.feature('crowd', name), shares[i]!.crowd)
    expectEqual(
      found.feature('mood', name),
      dates.map((_, day) => mood(day, name)),
    )
  }
  const firings: Record<string, number> = {}
  const alike: Record<string, number> = {}
  let pairs = 0
  for (const [i, a] of names.entries())
    for (const [j, b] of names.entries()) {
      if (i >= j || pairs++ % every > 0) continue
      const days = plainPair(shares[i]!, shares[j]!, times, { maxLife: 60 * 86_400, entry: 2, clip: 10_000 })
      for (const name of ['z', 'life', 'p', 'together'] as const)
        expectEqual(
          found.feature(name, a, b),
          days.map(of => of[name]),
        )
      const fired = days.filter(({ parted }, k) => parted !== 0 && !(k > 0 && days[k - 1]!.parted !== 0)).length
      const evident = days.filter(({ together }) => Math.abs(together) > 0.8).length
      expect(found.firings[`${a} ${b}`] ?? 0, `${a} ${b}`).toBe(fired)
      if (evident > 0) alike[`${a} ${b}`] = evident
      if (fired > 0) firings[`${a} ${b}`] = fired
    }
  const fired = Object.values(found.firings)
  return { firings, alike, all: [pairs, fired.length, fired.reduce((a, b) => a + b, 0)] }
}

/** Counts exactly, values and sums but for rounding. */
function expectEqual(found: Feature, series: readonly number[]): void {
  const values = series.filter(x => Number.isFinite(x))
  const about = `${found.name} of ${Object.values(found.key)}`
  expect(`${about}: ${found.ticks}`).toBe(`${about}: ${values.length}`)
  const scale = values.reduce((sum, x) => sum + Math.abs(x), 0)
  expect(Math.abs(found.sum - values.reduce((a, b) => a + b, 0)), about).toBeLessThanOrEqual(1e-9 * scale)
  const last = values.at(-1) ?? 0
  const size = Math.max(Math.abs(last), scale / values.length || 0)
  expect(Math.abs((found.last ?? 0) - last), about).toBeLessThanOrEqual(1e-9 * size)
}
