import { expect, test } from 'vitest'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import type { StreamName } from '../../../compiler/ir/streams.ts'
import { generatedStart, generatedStreams, generateMarket } from '../../../runtime/market/generated/generate.ts'
import { graphOf } from '../../property/run.ts'

const header = `strategy t in USDT
venue x = ccxt.binanceusdm { fees: { taker: 1bps }, silent: 1h, rate: 10/1s }
let i = x[BTC/USDT perp]
`
const all = graphOf(`${header}feature f = {
  a: i.quote.mid, b: latest(i.trades.price), rate: i.funding.rate, mark: i.mark.price, open: i.open_interest, lot: i.lot,
  forced: latest(i.liquidations.price), rate_of_loan: i.borrow.rate, age: i.session.age
}`)
const hour = 3_600e6

async function events(graph: Graph, seed = 1): Promise<readonly SourceEvent[]> {
  const out: SourceEvent[] = []
  for await (const chunk of generateMarket(graph, { seed, duration: hour }).events) out.push(...chunk)
  return out
}
const of = (stream: StreamName, from: readonly SourceEvent[]) => from.filter(e => e.stream === stream)
const fields = (stream: StreamName, from: readonly SourceEvent[]) => of(stream, from).map(e => e.fields)

test('what else is read changes no quote and no trade, and comes in order', async () => {
  const [some, more] = await Promise.all([events(graphOf(`${header}feature f = i.quote.mid`)), events(all)])
  const known = more.filter(e => e.stream === 'quote' || e.stream === 'trades')
  const perp = all.instruments.findIndex(i => i.symbol !== '')
  expect(known.map(e => ({ ...e, instrument: 0 }))).toEqual(some)
  expect(known.every(e => e.instrument === perp)).toBe(true)
  expect(more.every((e, k) => k === 0 || e.received >= more[k - 1]!.received)).toBe(true)
  expect(more.every(e => e.received > e.origin && e.fields.every(Number.isFinite))).toBe(true)
  expect(await events(all)).toEqual(more)
})

test('each stream says what it is for', async () => {
  const out = await events(all)
  expect(fields('listing', out)).toEqual([[1, 1e-6, 10, 1]])
  expect(fields('session', out)).toEqual([[generatedStart, generatedStart + 6.5 * hour]])
  expect(of('mark', out).length).toBeGreaterThan(3_500)
  for (const [price, index] of fields('mark', out)) expect(Math.abs(price! / index! - 1)).toBeLessThan(2e-3)
  for (const [rate, , interval, nextAt] of fields('funding', out)) {
    expect(Math.abs(rate!)).toBeLessThan(1e-3)
    expect([3_600, 14_400, 28_800]).toContain(interval)
    expect(nextAt! % (interval! * 1e6)).toBe(0)
  }
  for (const event of of('funding', out)) expect(event.fields[3]).toBeGreaterThan(event.origin)
  expect(of('liquidations', out).length).toBeGreaterThan(50)
  for (const [price, qty, side, coverage] of fields('liquidations', out))
    expect([price! > 0, qty! > 0, Math.abs(side!), coverage]).toEqual([true, true, 1, 1])
  expect(of('open_interest', out).length).toBeGreaterThan(700)
  expect(of('borrow', out).length).toBeGreaterThan(55)
})

test('a venue itself has sessions only, and what else nobody can make up is absent', () => {
  expect(all.instruments.map(generatedStreams).toSorted((a, b) => a.length - b.length)).toEqual([
    ['session'],
    ['quote', 'trades', 'listing', 'mark', 'funding', 'open_interest', 'liquidations', 'borrow'],
  ])
})
