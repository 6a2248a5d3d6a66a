import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { backtest, type Result } from '../../../runtime/backtest/backtest.ts'
import type { Row } from '../../../runtime/backtest/tables/first_rows.ts'
import { quote, trade } from '../../compiler/interpret/build.ts'
import { address, markets } from '../../property/events.ts'
import { places, type Report, recompute } from './recompute.ts'

const all = graphOf(`/// Two venues, a peg, all kinds of outputs.
strategy all in USD

venue a = ccxt.a { fees: { maker: 1bps, taker: 1bps }, silent: 1s, rate: 100/1s }
venue b = ccxt.b { fees: { maker: 1bps, taker: 1bps }, silent: 2s, rate: 100/1s }
peg USDT = USD within 10% by b[USDT/USD]

universe venues = [a, b]

each v in venues {
  let q = v[BTC/USD].quote
  feature ask = q.ask fresh 1s
  feature clock = { hour: hour(now), always: 7 }
  signal dear when (q.ask fresh 1s) > 100[USD/BTC]
  record dear as dears { v, ask }
}
signal second = every 1s
`)

const graph = all

function graphOf(text: string): Graph {
  const { graph: compiled, diagnostics } = compile({ path: 'all.hvt', text }, { read: () => undefined })
  expect(diagnostics).toEqual([])
  return compiled!
}

async function* inChunks(events: readonly SourceEvent[], size = 3) {
  for (let i = 0; i < events.length; i += size) yield events.slice(i, i + size)
}

async function run(
  events: AsyncIterable<readonly SourceEvent[]>,
  reports: Report[] = [],
  rows: Row[] = [],
  graph: Graph = all,
) {
  return backtest({
    graph,
    evaluator: (of, emit) =>
      interpret(of, (output, instance, now, ticked, values) => {
        reports.push({ output, instance, now, ticked, values: [...values] })
        emit(output, instance, now, ticked, values)
      }),
    events,
    tables: { row: (_, instance, values) => void rows.push([instance, ...Array.from(values)]) },
  })
}

describe('statistics', () => {
  test('equal a plain recomputation from all reports', async () => {
    await fc.assert(
      fc.asyncProperty(markets(60), async moves => {
        const events = address(graph, moves)
        const reports: Report[] = []
        const rows: Row[] = []
        const result = await run(inChunks(events), reports, rows)
        const [first, last] = [events[0]!.received, events.at(-1)!.received]
        expect(result.span).toEqual({ first, last })
        for (const { o, kind, name, instance, members } of places(graph)) {
          const plain = recompute(reports, o, instance, first, last)
          if (kind === 'feature' && !name.startsWith('clock')) {
            const { ticks, sum, min, max, absentTime } = plain
            const mean = ticks ? sum / ticks : null
            const expected = { ticks, sum, mean, min, max, first: plain.first, last: plain.last, absentTime }
            expect(result.features.find(f => f.name === name && f.key.v === members[0])).toMatchObject(expected)
          } else if (kind === 'condition') {
            const { ticks: checks, trueTicks, trueTime, absentTime: unknownTime } = plain
            const found = result.signals.find(s => s.name === name && s.key.v === members[0])
            expect(found).toMatchObject({ checks, trueTicks, trueTime, unknownTime })
          } else if (kind === 'signal') {
            const { times } = plain
            const expected = { firings: times.length, first: times[0] ?? null, last: times.at(-1) ?? null }
            expect(result.signals.find(s => s.name === name && s.key.v === members[0])).toMatchObject(expected)
          } else if (kind === 'peg') {
            const { trueTime: holdsTime, falseTime: violatedTime, absentTime: unknownTime } = plain
            const expected = { asset: 'USDT', equals: 'USD', holdsTime, violatedTime, unknownTime, assumed: null }
            expect(result.pegs).toEqual([expected])
          } else if (kind === 'record') {
            expect(rows.filter(([i]) => i === instance)).toHaveLength(plain.ticks)
          }
        }
        expect(result.records.map(r => [r.table, r.rows])).toEqual([['dears', rows.length]])
        expect(result.steps.events).toBe(events.length)
        expect(result.instruments).toEqual(counted(events))
      }),
      { numRuns: 60 },
    )
  })

  function counted(events: readonly SourceEvent[]): Result['instruments'] {
    return graph.instruments.map(({ venue, symbol }, i) => {
      const own = events.filter(e => e.instrument === i)
      const of = (stream: string) => own.filter(e => e.stream === stream).length
      const streams = ['quote', 'trades', 'pool'].filter(stream => of(stream) > 0)
      return {
        venue: graph.venues[venue]!.name,
        symbol,
        events: Object.fromEntries(streams.map(stream => [stream, of(stream)])),
        first: own[0]?.received ?? null,
        last: own.at(-1)?.received ?? null,
      }
    })
  }

  test('what never wakes is known from the first step on', async () => {
    const { features } = await run(inChunks([quote(10, [1, 1, 2, 1]), quote(20, [1, 1, 3, 1])]))
    const clock = features.filter(f => f.name.startsWith('clock'))
    expect(clock.map(f => [f.name, f.key.v, f.ticks, f.mean, f.absentTime])).toEqual([
      ['clock.hour', 'a', 0, null, 0],
      ['clock.hour', 'b', 0, null, 0],
      ['clock.always', 'a', 0, null, 0],
      ['clock.always', 'b', 0, null, 0],
    ])
  })

  test('a signal is told with its own keys and its own condition, whatever else has its name', async () => {
    const two = graphOf(`/// Two signals.
strategy two in USD
venue a = ccxt.a { fees: { maker: 1bps, taker: 1bps }, silent: 1s, rate: 100/1s }
universe venues = [a]
each v in venues {
  signal high when v[BTC/USD].quote.ask > 100[USD/BTC]
  feature ask = v[BTC/USD].quote.ask
}
each w in venues {
  signal low when w[BTC/USD].quote.bid > 1000[USD/BTC]
  feature bid = w[BTC/USD].quote.bid
}
`)
    // Their regions have the same content, so they are one; and an evaluator does not care for names.
    expect(two.outputs.map(o => o.region)).toEqual(two.outputs.map(() => two.outputs[0]!.region))
    const same = { ...two, outputs: two.outputs.map(o => ({ ...o, name: o.name === 'low' ? 'high' : o.name })) }
    const events = [quote(10, [1, 1, 200, 1]), quote(20, [1, 1, 50, 1]), quote(30, [1, 1, 300, 1])]
    const { signals, features } = await run(inChunks(events), [], [], same)
    expect(signals.map(s => [s.key, s.checks, s.trueTicks, s.firings])).toEqual([
      [{ v: 'a' }, 3, 2, 2],
      [{ w: 'a' }, 3, 0, 0],
    ])
    expect(features.map(f => [f.name, f.key]).sort()).toEqual([
      ['ask', { v: 'a' }],
      ['bid', { w: 'a' }],
    ])
  })

  test('what has no value yet is warming; what has lost it, or waits in vain, is missing; each shows what it is in the end', async () => {
    const one = graphOf(`/// One venue.
strategy one in USD
venue a = ccxt.a { fees: { maker: 1bps, taker: 1bps }, silent: 1s, rate: 100/1s }
feature ask = a[BTC/USD].quote.ask
feature second = prev(a[BTC/USD].quote.ask, 1)
feature never = prev(a[BTC/USD].quote.ask, 9)
feature seven = 7
feature time = { minute: minute(now) }
feature bought = mean(a[BTC/USD].trades.price, 9)
feature either = (latest(a[BTC/USD].trades.price) ?? ask) + never
feature fallen = drawdown
`)
    const events = [quote(0, [1, 1, 200, 1]), quote(500_000, [1, 1, 300, 1]), quote(61_500_000, [1, 1, 400, 1])]
    const { features } = await run(inChunks(events), [], [], one)
    const found = features.map(f => [f.name, f.moves, f.ticks, f.present, f.warmingTime, f.absentTime])
    expect(found.sort()).toEqual([
      ['ask', 'events', 3, 400, 0, 60_000_000],
      ['bought', 'events', 0, null, 0, 61_500_000],
      ['either', 'events', 0, null, 61_500_000, 61_500_000],
      ['fallen', 'never', 0, null, 0, 61_500_000],
      ['never', 'events', 0, null, 61_500_000, 61_500_000],
      ['second', 'events', 2, 300, 500_000, 500_000],
      ['seven', 'never', 0, 7, 0, 0],
      ['time.minute', 'time', 0, 1, 0, 0],
    ])
  })

  test('rows are counted whose pegs were violated, or not known', async () => {
    const pegged = graphOf(`/// A peg.
strategy pegged in USD
venue a = ccxt.a { fees: { maker: 1bps, taker: 1bps }, silent: 1s, rate: 100/1s }
peg USDT = USD within 10% by a[USDT/USD]
signal sold = a[BTC/USDT].trades when a[BTC/USDT].trades.price > 1[USD/BTC]
record sold as sales { price: a[BTC/USDT].trades.price }
`)
    const of = (symbol: string) => ({ instrument: pegged.instruments.findIndex(i => i.symbol === symbol) })
    const sale = (time: number) => trade(time, 5, of('BTC/USDT'))
    const rate = (time: number, x: number) => quote(time, [x, 1, x, 1], of('USDT/USD'))
    const events = [sale(0), rate(1, 1), sale(2), rate(3, 2), sale(4), sale(5)]
    const { records } = await run(inChunks(events), [], [], pegged)
    expect(records).toMatchObject([{ table: 'sales', rows: 4, pegs: { violated: 2, unknown: 1 } }])
    const plain = await run(inChunks([quote(10, [1, 1, 200, 1])]))
    expect(plain.records[0]!.pegs).toBeNull()
  })

  test('silence is measured from times alone: before the first message, and after `silent` without one', async () => {
    const at = (seconds: number, venue: number): SourceEvent => ({
      ...quote(seconds * 1e6, []),
      venue,
      instrument: -1,
    })
    const a = graph.venues.findIndex(v => v.name === 'a')
    const b = 1 - a
    const { venues, span } = await run(inChunks([at(10, a), at(11, a), at(12.5, a), at(14, b), at(17, b)]))
    expect(span).toEqual({ first: 10e6, last: 17e6 })
    expect(venues.toSorted((x, y) => (x.venue < y.venue ? -1 : 1))).toEqual([
      // Alive until 12 s, then from 12.5 s to 13.5 s.
      { venue: 'a', messages: 3, silentTime: 4_000_000, silences: 2 },
      // Not heard of for 4 s, then silent from 16 s to 17 s.
      { venue: 'b', messages: 2, silentTime: 5_000_000, silences: 1 },
    ])
  })
})

describe('a run', () => {
  test('ends with its last event: a timer due then does not fire', async () => {
    const seconds = async (last: number) => {
      const { signals } = await run(inChunks([quote(500_000, []), quote(last, [])]))
      return signals.find(s => s.name === 'second')!
    }
    expect(await seconds(2_000_000)).toMatchObject({ firings: 1, first: 1_000_000, last: 1_000_000, checks: null })
    expect(await seconds(2_000_001)).toMatchObject({ firings: 2, first: 1_000_000, last: 2_000_000 })
  })

  test('without events has no span and no steps', async () => {
    const { span, steps, features } = await run(inChunks([]))
    expect(span).toBeNull()
    expect(steps).toEqual({ events: 0, timers: 0 })
    expect(features[0]).toMatchObject({ ticks: 0, mean: null, min: null, absentTime: 0 })
  })

  test('keeps no event: one that is written over again and again gives the same', async () => {
    const events = address(graph, fc.sample(markets(200), { seed: 7, numRuns: 1 })[0]!)
    async function* oneAndTheSame() {
      const chunk: SourceEvent[] = [{} as SourceEvent]
      for (const event of events) {
        Object.assign(chunk[0]!, event)
        yield chunk
      }
    }
    expect(await run(oneAndTheSame())).toEqual(await run(inChunks(events, 50)))
  })

  test('tells how far it is, and waits', async () => {
    const seen: number[] = []
    await backtest({
      graph,
      evaluator: interpret,
      events: inChunks([quote(1, []), quote(2, []), quote(3, []), quote(9, [])]),
      tables: { row: () => {} },
      onProgress: async ({ events, now }) => void seen.push(events, now),
    })
    expect(seen).toEqual([3, 3, 4, 9])
  })

  test('says which peg is assumed', async () => {
    const [peg] = graph.pegs
    const assumed = [{ instrument: peg!.by, rate: 1.5 }]
    const { pegs } = await backtest({
      graph,
      evaluator: interpret,
      events: inChunks([quote(1, [])]),
      tables: { row: () => {} },
      assumed,
    })
    expect(pegs[0]!.assumed).toBe(1.5)
  })
})
