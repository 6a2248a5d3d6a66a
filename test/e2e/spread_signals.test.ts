import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { backtest } from '../../runtime/backtest/backtest.ts'
import { generateMarket } from '../../runtime/market/generated/generate.ts'
import { compileText } from '../compiler/harness.ts'

const source = readFileSync(new URL('../../examples/spread_signals.hvt', import.meta.url), 'utf8')

/** Every feature of the strategy on the generated market against the definitions, written with arrays and loops. */
describe('spread_signals on the generated market', () => {
  test('each feature has the ticks and the sum of a plain computation, each signal its firings', async () => {
    const { graph } = compileText(source)
    const market = generateMarket(graph!, { seed: 7, duration: 20 * 60 * 1_000_000 })
    const events: SourceEvent[] = []
    for await (const chunk of market.events) events.push(...chunk)
    const run = { graph: graph!, evaluator: interpret, events: inChunks(events), tables: { row: () => {} } }
    const result = await backtest(run)
    const plain = plainly(graph!, events)

    const found = new Map(result.features.map(f => [[f.name, ...Object.values(f.key)].join(' '), f]))
    expect(plain.features.size).toBeGreaterThan(700)
    for (const [name, { ticks, sum, scale }] of plain.features) {
      expect([name, found.get(name)?.ticks]).toEqual([name, ticks])
      expect(Math.abs(found.get(name)!.sum - sum), name).toBeLessThanOrEqual(1e-9 * scale)
    }
    const unticked = [...found].filter(([name, f]) => f.ticks > 0 && !plain.features.has(name)).map(([name]) => name)
    expect(unticked).toEqual([])
    const firings = new Map(result.signals.map(s => [Object.values(s.key).join(' '), s.firings]))
    expect([...plain.firings.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(20)
    for (const [key, count] of firings) expect([key, count]).toEqual([key, plain.firings.get(key) ?? 0])
  }, 120_000)
})

async function* inChunks(events: readonly SourceEvent[]) {
  for (let i = 0; i < events.length; i += 1000) yield events.slice(i, i + 1000)
}

interface Leg {
  quote?: { bid: number; ask: number; sizes: string; origin: number }
  readonly mids: number[]
  readonly changes: number[]
  readonly volumes: number[]
}

function plainly(graph: Graph, events: readonly SourceEvent[]) {
  const features = new Map<string, { ticks: number; sum: number; scale: number }>()
  const firings = new Map<string, number>()
  const above = new Map<string, boolean>()
  const legs = new Map<string, Leg>()
  const heard = new Map<string, number>()
  const grids = new Map<string, number[]>()
  const trading = ['binance', 'bitstamp', 'bybit', 'coinbase', 'gemini', 'kraken', 'okx']
  const symbols = ['BTC/USD', 'ETH/USD']
  const fee = new Map(graph.venues.map(v => [v.name, v.fees.taker!]))
  const silent = new Map(graph.venues.map(v => [v.name, v.silent]))

  const tick = (name: string, value: number | undefined) => {
    if (value === undefined || !Number.isFinite(value)) return
    const f = features.get(name) ?? { ticks: 0, sum: 0, scale: 0 }
    features.set(name, { ticks: f.ticks + 1, sum: f.sum + value, scale: f.scale + Math.abs(value) })
  }
  const leg = (venue: string, symbol: string) => {
    const key = `${venue} ${symbol}`
    if (!legs.has(key)) legs.set(key, { mids: [], changes: [], volumes: [] })
    return legs.get(key)!
  }
  const young = (venue: string, symbol: string, now: number) => {
    const { quote } = leg(venue, symbol)
    const alive = now - (heard.get(venue) ?? -Infinity) < silent.get(venue)!
    return quote && alive && now - quote.origin < 5_000_000 ? quote : undefined
  }
  const spread = (symbol: string, cheap: string, dear: string, now: number) => {
    const [buy, sell] = [young(cheap, symbol, now), young(dear, symbol, now)]
    return (
      buy &&
      sell && {
        spread: sell.bid / buy.ask - 1,
        profit: (sell.bid * (1 - fee.get(dear)!)) / (buy.ask * (1 + fee.get(cheap)!)) - 1,
      }
    )
  }
  const pairs = symbols.flatMap(s => trading.flatMap(c => trading.filter(d => d !== c).map(d => [s, c, d] as const)))

  /** The grid of `every 1s`: what the spreads are once all events up to then are in. */
  const second = (now: number) => {
    for (const [s, c, d] of pairs) {
      const key = `${s} ${c} ${d}`
      const at = spread(s, c, d, now)?.spread
      if (at === undefined) continue
      if (!grids.has(key)) grids.set(key, [])
      const grid = grids.get(key)!
      grid.push(at)
      const window = grid.slice(-1000)
      tick(`usual.last ${key}`, at)
      if (window.length < 1000) continue
      tick(`usual.mean ${key}`, mean(window))
      tick(`usual.std ${key}`, Math.sqrt(variance(window)))
      tick(`usual.low ${key}`, Math.min(...window))
      tick(`usual.high ${key}`, Math.max(...window))
    }
  }

  let next = Math.ceil(events[0]!.received / 1e6) * 1e6
  for (const { received, origin, venue, instrument, stream, fields } of events) {
    for (; next < received; next += 1e6) second(next)
    const v = graph.venues[venue]!.name
    // A venue that had been silent brings back what it said last; levels look again, but only ticks are counted here.
    heard.set(v, received)
    const listed = graph.instruments[instrument]!.symbol
    const symbol = symbols.find(s => s.split('/')[0] === listed.split('/')[0])
    if (!symbol) continue
    const l = leg(v, symbol)
    if (stream === 'trades') {
      l.volumes.push(fields[1]!)
      tick(`price.volume_ma5 ${symbol} ${v}`, l.volumes.length >= 5 ? mean(l.volumes.slice(-5)) : undefined)
      continue
    }
    const [bid, , ask] = fields as [number, number, number, number]
    const changed = l.quote?.sizes !== fields.join(' ')
    l.quote = { bid, ask, sizes: fields.join(' '), origin }
    if (!changed) continue
    const mid = (bid + ask) / 2
    const previous = l.mids.at(-1)
    l.mids.push(mid)
    if (previous !== undefined) l.changes.push(mid / previous - 1)
    const [ma5, ma20] = [l.mids.slice(-5), l.mids.slice(-20)]
    const at = `${symbol} ${v}`
    tick(`price.price ${at}`, mid)
    tick(`price.ma5 ${at}`, ma5.length === 5 ? mean(ma5) : undefined)
    tick(`price.ma20 ${at}`, ma20.length === 20 ? mean(ma20) : undefined)
    tick(`price.std5 ${at}`, ma5.length === 5 ? Math.sqrt(variance(ma5)) : undefined)
    tick(`moves.change ${at}`, previous === undefined ? undefined : mid / previous - 1)
    tick(`moves.volatility10 ${at}`, l.changes.length >= 10 ? Math.sqrt(variance(l.changes.slice(-10))) : undefined)
    tick(`moves.bid_ask ${at}`, ask / bid - 1)
    tick(`moves.ma_gap ${at}`, ma20.length === 20 ? mean(ma5) / mean(ma20) - 1 : undefined)
    for (const [s, c, d] of pairs) {
      if (s !== symbol || (c !== v && d !== v)) continue
      const key = `${s} ${c} ${d}`
      const both = spread(s, c, d, received)
      tick(`spread ${key}`, both?.spread)
      tick(`profit ${key}`, both?.profit)
      if (!both) continue
      const good = both.profit >= 0.005
      if (good && !above.get(key)) firings.set(key, (firings.get(key) ?? 0) + 1)
      above.set(key, good)
    }
  }
  return { features, firings }
}

const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length
function variance(xs: readonly number[]): number {
  const m = mean(xs)
  return xs.reduce((a, x) => a + (x - m) ** 2, 0) / (xs.length - 1)
}
