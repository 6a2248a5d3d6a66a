import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { type Generation, generatedStart, generateMarket } from '../../../runtime/market/generated/generate.ts'
import { random } from '../../../runtime/market/generated/random.ts'
import { all, graphOf } from './fixture.ts'

const venues = ['coinbase', 'kraken', 'gemini', 'bitstamp', 'binance']
const graph = graphOf([
  ...venues.flatMap(v => [`${v} BTC/USD`, `${v} ETH/USD`]),
  'kraken USDT/USD',
  'binance BTC/USDT perp',
])
const minute = 60_000_000

/** Events with names in place of indices. */
async function named(of: Graph, how: Generation): Promise<string[]> {
  const events = await all(generateMarket(of, how).events)
  return events.map(e => {
    const { venue, symbol } = of.instruments[e.instrument]!
    expect(venue).toBe(e.venue)
    return [of.venues[venue]!.name, symbol, e.stream, e.received, e.origin, ...e.fields].join(' ')
  })
}

describe('the same seed', () => {
  test('gives the same bytes, on every machine', async () => {
    const digest = async (seed: number) =>
      createHash('sha256')
        .update((await named(graph, { seed, duration: 5 * minute })).join('\n'))
        .digest('hex')
    expect(await digest(1)).toBe('45931b156eae6673a91a7d5e51e54c02ec89a0d9941f17fefd38112c1eb34a91')
    expect(await digest(2)).not.toBe(await digest(1))
  })

  test('whatever the order of declarations, and whatever else there is', async () => {
    const how = { seed: 7, duration: minute }
    const whole = await named(graph, how)
    const texts = graph.instruments.map(i => `${graph.venues[i.venue]!.name} ${i.symbol}`)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(texts, { minLength: 1 }), async chosen => {
        const expected = whole.filter(line =>
          chosen.some(text => line.startsWith(`${text} quote`) || line.startsWith(`${text} trades`)),
        )
        expect(await named(graphOf(chosen), how)).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  test('a shorter market is the beginning of a longer one', async () => {
    const long = await named(graph, { seed: 3, duration: 2 * minute })
    const short = await named(graph, { seed: 3, duration: minute })
    expect(short).toEqual(long.slice(0, short.length))
  })
})

describe('half an hour', async () => {
  const market = generateMarket(graph, { seed: 11 })
  const events = await all(market.events)
  const quotesOf = (text: string) => {
    const i = graph.instruments.findIndex(x => `${graph.venues[x.venue]!.name} ${x.symbol}` === text)
    return events.filter(e => e.instrument === i && e.stream === 'quote')
  }

  test('events in order, after their origin, with sound numbers', () => {
    let latest = generatedStart
    const bad = events.filter(({ received, origin, stream, fields }) => {
      const early = received < latest || origin > received || origin < generatedStart
      latest = Math.max(latest, received)
      const [a, b, c, d] = fields as [number, number, number, number]
      const sound = stream === 'quote' ? a > 0 && a < c && b > 0 && d > 0 : a > 0 && b > 0 && (c === 1 || c === -1)
      return early || !sound || !Number.isSafeInteger(received) || !Number.isSafeInteger(origin)
    })
    expect(bad).toEqual([])
    expect(latest).toBeLessThan(generatedStart + 30 * minute)
    expect(market.progress).toEqual({ done: 30 * minute, total: 30 * minute })
  })

  test('rates, latencies and counts', () => {
    for (const { quotes, trades, messages, other, skipped, first, last } of market.stats) {
      expect(quotes).toBeGreaterThan(1_800 * 2)
      expect(quotes).toBeLessThan(1_800 * 8)
      expect(trades).toBeGreaterThan(1_800 * 0.3)
      expect(trades).toBeLessThan(1_800 * 0.8)
      expect([messages, other, skipped]).toEqual([quotes + trades, 0, {}])
      expect(last! - first!).toBeGreaterThan(29 * minute)
    }
    expect(market.stats.reduce((n, s) => n + s.messages, 0)).toBe(events.length)
    const delays = events.map(e => e.received - e.origin).sort((a, b) => a - b)
    expect(delays[0]).toBeGreaterThan(2_000)
    expect(delays.at(-1)).toBeLessThan(1_000_000)
  })

  test('prices near the real ones; spreads of some basis points; a peg within ten', () => {
    const spreads = quotesOf('kraken BTC/USD')
      .map(e => e.fields[2]! / e.fields[0]! - 1)
      .sort((a, b) => a - b)
    expect(spreads[0]).toBeGreaterThan(0.3e-4)
    expect(spreads.at(-1)).toBeLessThan(25e-4)
    const [{ fields: btc }, { fields: eth }] = [quotesOf('gemini BTC/USD')[0]!, quotesOf('gemini ETH/USD')[0]!]
    expect(Math.abs(btc[0]! / 60_000 - 1)).toBeLessThan(0.03)
    expect(Math.abs(eth[0]! / 3_000 - 1)).toBeLessThan(0.03)
    for (const { fields } of quotesOf('kraken USDT/USD')) {
      expect(fields[0]).toBeGreaterThan(0.999)
      expect(fields[2]).toBeLessThan(1.001)
    }
  })

  test('venues agree when calm: the median difference of two mids is below 10 bps', () => {
    const differences = pairsOf('BTC/USD')
      .map(({ mids }) => Math.abs(mids[0]! / mids[1]! - 1))
      .sort((a, b) => a - b)
    expect(differences[differences.length >> 1]).toBeLessThan(10e-4)
  })

  test('venues fall silent, rarely, all instruments at once', () => {
    const gaps = venues.flatMap((_, v) => {
      const own = events
        .filter(e => e.venue === v)
        .map(e => e.origin)
        .sort((a, b) => a - b)
      return own.slice(1).flatMap((t, i) => (t - own[i]! >= 5_000_000 ? [t - own[i]!] : []))
    })
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps.length).toBeLessThan(25)
    expect(Math.max(...gaps)).toBeLessThan(25_000_000)
  })

  test('arbitrage net of both fees occurs, for seconds, and seldom', () => {
    const fee = 0.006
    let since: number | undefined
    const lasted: number[] = []
    let held = 0
    for (const { now, best } of pairsOf('BTC/USD')) {
      const fires = best * ((1 - fee) / (1 + fee)) - 1 >= 0.005
      if (fires) since ??= now
      else if (since !== undefined) {
        lasted.push((now - since) / 1e6)
        held += now - since
        since = undefined
      }
    }
    expect(lasted.length).toBeGreaterThanOrEqual(3)
    expect(lasted.length).toBeLessThan(60)
    expect(lasted.some(s => s >= 0.5)).toBe(true)
    expect(Math.max(...lasted)).toBeLessThan(10)
    expect(held).toBeLessThan(0.05 * 30 * minute)
  })

  /** At each quote of a symbol, the best bid over the best ask among venues, and two venues' mids; quotes under 5 s old. */
  function pairsOf(symbol: string): { now: number; best: number; mids: number[] }[] {
    const last = new Map<number, SourceEvent>()
    return events.flatMap(event => {
      if (event.stream !== 'quote' || graph.instruments[event.instrument]!.symbol !== symbol) return []
      last.set(event.venue, event)
      const fresh = [...last.values()].filter(q => event.received - q.origin < 5_000_000)
      if (fresh.length < 2) return []
      const best = Math.max(...fresh.map(q => q.fields[0]!)) / Math.min(...fresh.map(q => q.fields[2]!))
      return [{ now: event.received, best, mids: fresh.slice(0, 2).map(q => (q.fields[0]! + q.fields[2]!) / 2) }]
    })
  }
})

test('any seed is sound', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async seed => {
      const events = await all(
        generateMarket(graphOf(['a SOL/EUR', 'b SOL/EUR', 'b XYZ/BTC']), { seed, duration: 10 * minute }).events,
      )
      expect(events.length).toBeGreaterThan(2_000)
      expect(events.every(e => e.fields.every(Number.isFinite))).toBe(true)
      expect(events.every(e => e.stream !== 'quote' || (e.fields[0]! > 0 && e.fields[0]! < e.fields[2]!))).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('random numbers have the moments they should', () => {
  const chance = random('moments', 1)
  const n = 100_000
  const moments = (draw: () => number) => {
    let sum = 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      const x = draw()
      sum += x
      squares += x * x
    }
    return [sum / n, squares / n - (sum / n) ** 2]
  }
  const near = ([mean, variance]: number[], m: number, v: number) => {
    expect(Math.abs(mean! - m)).toBeLessThan(0.02)
    expect(Math.abs(variance! - v)).toBeLessThan(0.04)
  }
  near(moments(chance.uniform), 1 / 2, 1 / 12)
  near(moments(chance.normal), 0, 1)
  near(moments(chance.exponential), 1, 1)
  expect(random('a', 'bc').uniform()).not.toBe(random('ab', 'c').uniform())
})
