import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { generatedStreams, generateMarket, usualDuration } from '../../../runtime/market/generated/generate.ts'
import { compileText } from '../../compiler/harness.ts'
import { all, graphOf } from './fixture.ts'

const minute = 60_000_000

/** `dex` has pools, the other venues quote. */
function withPools(instruments: readonly string[]): Graph {
  const graph = graphOf(instruments)
  const pool = (venue: number) => graph.venues[venue]!.name === 'dex'
  return {
    ...graph,
    instruments: graph.instruments.map(i => (pool(i.venue) ? { ...i, streams: ['trades', 'pool'] as const } : i)),
  }
}

const of = (events: readonly SourceEvent[], instrument: number) => events.filter(e => e.instrument === instrument)

describe('a generated pool', async () => {
  const graph = withPools(['dex ETH/BTC', 'cex ETH/BTC'])
  const market = generateMarket(graph, { seed: 11, duration: 60 * minute })
  const events = await all(market.events)
  const [pool, quoted] = [of(events, 0), of(events, 1)]

  test('the same seed gives the same bytes, on every machine', () => {
    const digest = createHash('sha256').update(JSON.stringify(pool)).digest('hex')
    expect(digest).toBe('3a9c2c7505314e8191e9652796dbee7992697747ddd6fcc01c443f183fce62da')
  })

  test('has swaps and its liquidity, and nobody quotes', () => {
    expect(generatedStreams(graph.instruments[0]!)).toEqual(['trades', 'pool'])
    expect(generatedStreams(graph.instruments[1]!)).toEqual(['quote', 'trades'])
    const [stats] = market.stats
    const trades = pool.filter(e => e.stream === 'trades').length
    expect([stats!.quotes, stats!.trades, stats!.pools]).toEqual([0, trades, pool.length - trades])
    expect(stats!.messages).toBe(pool.length)
    expect(trades).toBeGreaterThan(4.5 * 3_600)
    expect(trades).toBeLessThan(8 * 3_600)
    const bad = pool.filter(({ stream, fields }) => {
      const [a, b, side] = fields as [number, number, number]
      return stream === 'trades' ? !(a > 0 && b > 0 && Math.abs(side) === 1) : !(a > 0 && fields.length === 1)
    })
    expect(bad).toEqual([])
  })

  test('the events of a block share their times; after every swap the pool says its liquidity', () => {
    const received = new Map<number, number>()
    pool.forEach(({ stream, origin, received: at }, i) => {
      expect(received.get(origin) ?? at).toBe(at)
      received.set(origin, at)
      if (stream === 'trades') expect(pool[i + 1]).toMatchObject({ stream: 'pool', origin })
    })
    expect(received.size).toBeLessThanOrEqual(1_800)
    expect(received.size).toBeGreaterThan(1_700)
  })

  test('leads: what it does, the quotes do seconds later', () => {
    const prices = seconds(pool.filter(e => e.stream === 'trades').map(e => [e.received, e.fields[0]!]))
    const mids = seconds(
      quoted.filter(e => e.stream === 'quote').map(e => [e.received, (e.fields[0]! + e.fields[2]!) / 2]),
    )
    const leads = Array.from({ length: 41 }, (_, i) => i - 20)
    const best = leads.map(lead => likeness(prices, mids, lead))
    const most = leads[best.indexOf(Math.max(...best))]!
    expect(most).toBeGreaterThanOrEqual(2)
    expect(most).toBeLessThanOrEqual(11)
    expect(likeness(prices, mids, most)).toBeGreaterThan(3 * Math.abs(likeness(prices, mids, -most)))
  })

  test('in rushes nearly all trade one way, and liquidity leaves by some per cent within half a minute', () => {
    const swaps = pool.filter(e => e.stream === 'trades')
    const oneWay = swaps.filter((_, i) => {
      const recent = swaps.slice(Math.max(0, i - 99), i + 1)
      return Math.abs(recent.reduce((sum, e) => sum + e.fields[2]!, 0)) > 85
    })
    expect(oneWay.length).toBeGreaterThan(100)
    expect(oneWay.length).toBeLessThan(0.1 * swaps.length)
    const levels = pool.filter(e => e.stream === 'pool')
    const falls = levels.filter((e, i) => {
      const before = levels[Math.max(0, i - 150)]!
      return e.origin - before.origin < minute / 2 && e.fields[0]! < 0.97 * before.fields[0]!
    })
    expect(falls.length).toBeGreaterThan(50)
    const sizes = levels.map(e => e.fields[0]!)
    expect(Math.min(...sizes) / Math.max(...sizes)).toBeGreaterThan(0.7)
  })
})

test('a pool and its neighbours do not depend on each other, nor on how long the market goes on', async () => {
  const both = withPools(['cex SOL/USD', 'dex SOL/USD'])
  const plain = ({ received, origin, stream, fields }: SourceEvent) => [received, origin, stream, ...fields]
  const whole = (await all(generateMarket(both, { duration: 10 * minute }).events)).map(
    e => [e.venue, plain(e)] as const,
  )
  for (const [venue, text] of ['cex SOL/USD', 'dex SOL/USD'].entries()) {
    const alone = await all(generateMarket(withPools([text]), { duration: 5 * minute }).events)
    const expected = whole.filter(([v]) => v === venue).map(([, e]) => e)
    expect(alone.map(plain)).toEqual(expected.slice(0, alone.length))
    expect(alone.length).toBeGreaterThan(1_000)
  }
})

test('any seed is sound', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async seed => {
      const graph = withPools(['dex USDC/USDT', 'dex XYZ/BTC'])
      const events = await all(generateMarket(graph, { seed, duration: 10 * minute }).events)
      expect(events.length).toBeGreaterThan(5_000)
      expect(events.every(e => e.fields.every(x => Number.isFinite(x) && x !== 0))).toBe(true)
      expect(events.every((e, i) => i === 0 || e.received >= events[i - 1]!.received)).toBe(true)
      expect(events.every(e => e.received > e.origin)).toBe(true)
    }),
    { numRuns: 10 },
  )
})

describe('the usual duration is half an hour after the longest window is full', () => {
  const lasting = (window: string) => {
    const { graph, diagnostics } = compileText(`strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
feature x = sum(a[BTC/USD].trades.qty, 1m) / sum(a[BTC/USD].trades.qty, ${window})
`)
    expect(diagnostics).toEqual([])
    return usualDuration(graph!)
  }
  test.each([
    ['20', 31 * minute],
    ['30m', 60 * minute],
    ['1h by 1s', 90 * minute],
    ['6h by 1s', 390 * minute],
    ['7h by 1s', 31 * minute],
  ])('%s', (window, duration) => expect(lasting(window)).toBe(duration))
  test('without windows', () => expect(usualDuration(graphOf(['a BTC/USD']))).toBe(30 * minute))
})

/** What it last was at each second. */
function seconds(ticks: readonly (readonly [number, number])[]): number[] {
  const found: number[] = []
  for (const [at, value] of ticks) found[Math.ceil(at / 1e6) - Math.floor(ticks[0]![0] / 1e6)] = value
  for (let i = 1; i < found.length; i++) found[i] ??= found[i - 1]!
  return found
}

/** Of the changes of x, and of those of y `lead` seconds later: their product's mean over their sizes. */
function likeness(x: readonly number[], y: readonly number[], lead: number): number {
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 30; i < Math.min(x.length, y.length) - 30; i++) {
    const [a, b] = [x[i]! / x[i - 2]! - 1, y[i + lead]! / y[i + lead - 2]! - 1]
    xy += a * b
    xx += a * a
    yy += b * b
  }
  return xy / Math.sqrt(xx * yy)
}
