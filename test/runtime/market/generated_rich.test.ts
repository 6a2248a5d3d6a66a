import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import { generatedStart, generateMarket } from '../../../runtime/market/generated/generate.ts'
import { random } from '../../../runtime/market/generated/random.ts'
import { all, graphOf } from './fixture.ts'

const minute = 60_000_000
const venues = ['a', 'b', 'c', 'd', 'e', 'f']
const graph = graphOf([...venues.map(v => `${v} BTC/USD`), 'a ETH/USD'])
const reading = {
  ...graph,
  instruments: graph.instruments.map((i, at) => (at === 0 ? { ...i, streams: [...i.streams, 'book' as const] } : i)),
}

async function generated(duration: number, seed = 1, of: Graph = reading) {
  const market = generateMarket(of, { seed, duration, preset: 'rich' })
  const events = await all(market.events)
  return { events, truth: market.truth() }
}

const mid = ({ fields: [bid, , ask] }: SourceEvent) => (bid! + ask!) / 2
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const moment = (values: readonly number[], k: number) => mean(values.map(x => x ** k))
const kurtosis = (values: readonly number[]) => moment(values, 4) / moment(values, 2) ** 2

test('heavy: mean 0, variance 1, and a kurtosis that no normal has', () => {
  const chance = random('heavy')
  const drawn = Array.from({ length: 100_000 }, () => chance.heavy())
  expect(Math.abs(mean(drawn))).toBeLessThan(0.02)
  expect(Math.abs(moment(drawn, 2) - 1)).toBeLessThan(0.1)
  expect(kurtosis(drawn)).toBeGreaterThan(6)
  expect(kurtosis(Array.from({ length: 100_000 }, () => chance.normal()))).toBeLessThan(3)
})

describe('forty minutes of a rich market', async () => {
  const { events, truth } = await generated(40 * minute)
  const end = generatedStart + 40 * minute
  const quotes = (venue: number) => events.filter(e => e.stream === 'quote' && e.instrument === venue)
  /** Mids of an instrument on a grid, by time of origin. */
  const grid = (instrument: number, step: number) => {
    const own = quotes(instrument)
    let at = 0
    return Array.from({ length: Math.floor((40 * minute) / step) }, (_, i) => {
      while (at + 1 < own.length && own[at + 1]!.origin <= generatedStart + i * step) at++
      return mid(own[at]!)
    })
  }
  const returns = (prices: readonly number[]) => prices.slice(1).map((p, i) => p / prices[i]! - 1)
  const inSpans = (spans: readonly { from: number; to: number }[], time: number) =>
    spans.some(({ from, to }) => time >= from - 5e6 && time < to + 5e6)
  /** Neither a fast move nor what was planted. */
  const isUsual = (time: number) => !inSpans(truth.moves, time) && !inSpans(truth.dislocations, time)

  test('returns of a second have fat tails, also without the fast moves and what was planted', () => {
    const step = 1e6
    const calm = returns(grid(0, step)).filter((_, i) => isUsual(generatedStart + i * step))
    expect(kurtosis(calm)).toBeGreaterThan(4)
  })

  test('wild times move more than calm ones, and each follows the other without a hole', () => {
    const own = truth.regimes.filter(({ asset }) => asset === 'BTC')
    expect(own[0]!.from).toBe(generatedStart)
    expect(own.at(-1)!.to).toBe(end)
    for (const [i, span] of own.slice(1).entries()) {
      expect(span.from - own[i]!.to).toBeLessThan(50_001)
      expect(span.state).not.toBe(own[i]!.state)
    }
    const moves = returns(grid(0, 10e6))
    const sizes = { calm: [] as number[], wild: [] as number[] }
    for (const [i, r] of moves.entries()) {
      const time = generatedStart + i * 10e6
      if (!isUsual(time + 5e6)) continue
      const state = own.find(({ from, to }) => time >= from && time < to)!.state
      sizes[state].push(Math.abs(r))
    }
    expect(mean(sizes.wild)).toBeGreaterThan(2 * mean(sizes.calm))
  })

  test('a planted dislocation is one of its size, and nobody else has it', () => {
    const own = truth.dislocations.filter(
      d => d.kind === 'planted' && d.symbol === 'BTC/USD' && !inSpans(truth.moves, (d.from + d.to) / 2),
    )
    expect(own.length).toBeGreaterThan(5)
    for (const { venue, from, to, size } of own) {
      const middle = (from + to) / 2
      const others = venues.flatMap((name, v) => {
        const off = truth.dislocations.some(
          d => d.venue === name && d.symbol === 'BTC/USD' && d.from < middle && d.to > middle,
        )
        return name === venue || off ? [] : [last(quotes(v), middle)]
      })
      const usual = others.sort((a, b) => a - b)[others.length >> 1]!
      expect(last(quotes(venues.indexOf(venue)), middle) / usual - 1).toBeCloseTo(size, 2)
    }
  })

  test('who leads can be measured: the lag of best correlation is the difference of those that were planted', () => {
    const step = 100_000
    const lags = new Map(truth.venues.map(({ venue, lag }) => [venue, lag]))
    const [first, ...rest] = [...lags].sort((a, b) => a[1] - b[1]).map(([venue]) => venue)
    const calm = (venue: string) =>
      returns(grid(venues.indexOf(venue), step)).map((r, i) => (isUsual(generatedStart + i * step) ? r : 0))
    const slowest = rest.at(-1)!
    const [leader, follower] = [calm(first!), calm(slowest)]
    const score = (lag: number) => leader.reduce((sum, r, i) => sum + r * (follower[i + lag] ?? 0), 0)
    const found = Array.from({ length: 60 }, (_, i) => i - 20).reduce((a, b) => (score(b) > score(a) ? b : a))
    const true_ = (lags.get(slowest)! - lags.get(first!)!) / step
    expect(Math.abs(found - true_)).toBeLessThan(5)
  })

  test('in an outage nothing is sent, and after it the book begins anew', () => {
    const ours = truth.outages.filter(({ venue }) => venue === 'a')
    expect(ours.length).toBeGreaterThan(0)
    for (const { from, to } of ours) {
      expect(events.filter(e => e.venue === 0 && e.origin >= from && e.origin < to)).toEqual([])
      const next = events.filter(e => e.stream === 'book' && e.origin >= to).slice(0, 2)
      if (next.length) expect(next.map(e => e.fields[0])).toEqual([bookKinds.invalid, bookKinds.snapshot])
    }
  })
})

test('a trend goes where the truth says', async () => {
  const coins = ['BTC', 'ETH', 'SOL', 'ADA', 'DOT', 'LINK', 'UNI', 'LTC']
  const { events, truth } = await generated(60 * minute, 2, graphOf(coins.map(coin => `a ${coin}/USD`)))
  const gained = truth.trends.flatMap(({ asset, from, to, drift }) => {
    const own = events.filter(e => e.stream === 'quote' && e.instrument === coins.indexOf(asset))
    const jumps = truth.moves.filter(m => m.asset === asset && m.to > from && m.from < to)
    if (to - from < 2 * minute || jumps.length > 1) return []
    const planted = truth.dislocations.some(
      d => d.symbol.startsWith(asset) && [from, to].some(t => t >= d.from && t <= d.to),
    )
    if (planted) return []
    const rest = last(own, to) / last(own, from) - 1 - jumps.reduce((sum, m) => sum + m.size, 0)
    return [rest / ((drift * (to - from)) / minute)]
  })
  expect(gained.length).toBeGreaterThan(10)
  expect(mean(gained)).toBeGreaterThan(0.7)
  expect(mean(gained)).toBeLessThan(1.3)
})

function last(quotes: readonly SourceEvent[], time: number): number {
  return mid(quotes.findLast(q => q.origin <= time)!)
}

describe('shares', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `S${i}`)
  const shares = graphOf(names.map(name => `broker ${name}/USD`))
  const session = { venue: 0, symbol: '', base: '', quote: '', streams: ['session' as const] }
  const market = { ...shares, instruments: [...shares.instruments, session] }
  const hours = 6
  const { events, truth } = await generated(hours * 60 * minute, 3, market)
  /** Logarithms of closes of minutes. */
  const closes = names.map((_, instrument) => {
    const own = events.filter(e => e.instrument === instrument && e.stream === 'quote')
    return Array.from({ length: hours * 60 - 1 }, (_, i) => Math.log(last(own, generatedStart + (i + 1) * minute)))
  })

  /** How fast what is left of a pair comes back: the slope of its changes on itself. */
  function reversion(a: number, b: number, beta: number): number {
    const gap = closes[a]!.map((x, i) => x - beta * closes[b]![i]!)
    const centre = mean(gap)
    const off = gap.map(x => x - centre)
    const up = off.slice(1).reduce((sum, x, i) => sum + (x - off[i]!) * off[i]!, 0)
    return up / off.slice(0, -1).reduce((sum, x) => sum + x * x, 0)
  }

  test('of one sector that are bound come back to each other, at the rate that the truth says; others do not', () => {
    const pairs = truth.shares.flatMap((a, i) => truth.shares.slice(i + 1).map(b => [a, b] as const))
    const rates = (of: typeof pairs) =>
      of.map(([a, b]) => reversion(names.indexOf(a.asset), names.indexOf(b.asset), a.beta / b.beta))
    const bound = pairs.filter(([a, b]) => a.sector === b.sector && [a, b].every(s => s.bound && s.broken === null))
    const not = pairs.filter(([a, b]) => a.sector !== b.sector || (!a.bound && !b.bound))
    expect(bound.length).toBeGreaterThan(1)
    expect(not.length).toBeGreaterThan(10)
    const expected = mean(bound.map(([a]) => Math.exp((-Math.LN2 * minute) / a.halfLife) - 1))
    expect(mean(rates(bound))).toBeGreaterThan(1.6 * expected)
    expect(mean(rates(bound))).toBeLessThan(0.6 * expected)
    expect(mean(rates(not))).toBeGreaterThan(0.3 * expected)
  })

  test('one that breaks says when, and only within the market', () => {
    for (const { broken, bound } of truth.shares) {
      if (broken === null) continue
      expect(bound).toBe(true)
      expect(broken).toBeLessThan(generatedStart + hours * 60 * minute)
    }
  })
})

test('the truth changes no number: each is the same with and without the others', async () => {
  const few = graphOf(['b BTC/USD', 'a ETH/USD'])
  const names = (events: readonly SourceEvent[], of: typeof few) =>
    events.map(({ instrument, venue: _, ...e }) => {
      const { symbol, venue } = of.instruments[instrument]!
      return JSON.stringify({ name: `${of.venues[venue]!.name} ${symbol}`, ...e })
    })
  const some = names((await generated(2 * minute, 5, few)).events, few)
  const whole = names((await generated(2 * minute, 5, graph)).events, graph)
  expect(some).toEqual(whole.filter(text => text.includes('"b BTC/USD"') || text.includes('"a ETH/USD"')))
})

test('any seed is sound', async () => {
  const coins = graphOf(['a SOL/EUR', 'b SOL/EUR', 'b XYZ/BTC'])
  await fc.assert(
    fc.asyncProperty(fc.integer(), async seed => {
      const { events } = await generated(10 * minute, seed, coins)
      const unsound = events.filter(({ stream, fields, received, origin }) => {
        const [bid, , ask] = fields
        const isOdd = stream === 'quote' && !(bid! > 0 && bid! < ask!)
        return isOdd || !fields.every(Number.isFinite) || received < origin || !Number.isSafeInteger(received)
      })
      expect(unsound).toEqual([])
    }),
    { numRuns: 20 },
  )
})
