import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphFault } from '../../compiler/artefact/shape.ts'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { StreamName } from '../../compiler/ir/streams.ts'
import { schedule } from '../../compiler/layout/schedule.ts'
import { compiled, disagreement, interpreted } from '../compiler/emit/agreement.ts'
import { graphOf, run } from './run.ts'

const graph = graphOf(`strategy every_stream in USD
use std.book (common_lot)
venue a = ccxt.binanceusdm { fees: { taker: 1bps }, silent: 3s, rate: 20/1s }
venue b = ccxt.bybit { fees: { taker: 1bps }, silent: 1m, rate: 20/1s }
source social = kafka("social") { key: t, columns: { t: text, mood: number, hot: bool, due: time }, silent: 5s, rate: 20/1s }
source macro = kafka("macro") { columns: { rate: ratio }, silent: 1h }
universe coins = [BTC, ETH]
universe venues = [a, b]
each c in coins {
  feature mood = social[c].mood fresh 2s
  signal hot when social[c].hot and social[c].due > now
  feature usual = mean(social[c].mood, 2s by 500ms) * macro.rate
}
each v in venues {
  feature latency = v.latency
  signal slow when v.latency > 1s for 1s
  signal young when v.session.age < 2s or v.session.left < 1s
}
each c in coins, v in venues {
  let i = v[c/USD perp]
  let bar = i.bars(2s)
  feature carry = i.funding.rate / i.funding.interval + i.funding.paid / (i.funding.next_at - now)
  feature basis = i.mark.price / i.mark.index - 1
  feature held = i.open_interest - first(i.open_interest, 2s)
  feature forced = sum(i.liquidations.signed_notional, 2s) * i.liquidations.coverage
  feature cost = i.borrow.rate * i.borrow.available / i.lot
  feature size = round(i.min_notional / i.price, i.tick * i.multiplier * 1[c/USD*c])
  feature common = common_lot(a[c/USD perp], b[c/USD perp])
  feature high = max(i.trades.price, since(v.session.open))
  feature jump = if bar.first_of_session then 0 else bar.close / prev(bar.close, 1) - 1
}
`)
const feeds = schedule(graph).feeds

const field = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 400 }).map(x => x / 100) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, Number.NaN, 1e300, 1e-300) },
)
const move = fc.record({
  gap: fc.oneof(fc.constantFrom(0, 1, 500_000, 1_000_000, 4_000_000), fc.integer({ min: 1, max: 300_000 })),
  feed: fc.nat(feeds.length - 1),
  fields: fc.array(field, { minLength: 5, maxLength: 5 }),
  late: fc.constantFrom(0, 0, 1_000, 250_000, 2_500_000),
})
const times: ReadonlySet<string> = new Set(['next_at', 'open', 'close', 'due'])

const events = (moves: readonly { gap: number; feed: number; fields: readonly number[]; late: number }[]) => {
  let received = 1_700_000_000_000_000
  return moves.map(({ gap, feed, fields, late }): SourceEvent => {
    received += gap
    const { instrument, stream, fields: names } = feeds[feed]!
    const said = names.map((name, k) => (times.has(name) ? received + Math.round((fields[k]! - 2) * 1e6) : fields[k]!))
    const { venue } = graph.instruments[instrument]!
    return { received, origin: received - late, venue, instrument, stream, fields: said }
  })
}

test('all streams are read', () => {
  const read: readonly StreamName[] = [
    ...(['trades', 'funding', 'mark', 'open_interest', 'borrow', 'liquidations', 'session', 'message'] as const),
    'listing',
    'bar',
  ]
  expect([...new Set(feeds.map(feed => feed.stream))].toSorted()).toEqual(read.toSorted())
})

test('the graph survives JSON, `none` included', () => {
  const copy = JSON.parse(JSON.stringify(graph))
  expect(copy).toEqual(graph)
  expect(graphFault(copy)).toBe(undefined)
})

test('both evaluators agree on them, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 150, maxLength: 150 }), moves => {
      expect(disagreement(graph, events(moves), compiled(graph), interpreted(graph))).toBe(undefined)
    }),
    { numRuns: 40 },
  )
})

test('a run restored from a snapshot goes on as before, in either', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 100, maxLength: 100 }), fc.nat(100), (moves, cut) => {
      const all = events(moves)
      const wanted = run(graph, all)
      const first = interpret(graph, () => {})
      for (const event of all.slice(0, cut)) {
        first.advance(event.received)
        first.event(event)
      }
      const state = first.snapshot()
      for (const make of [interpret, wasm]) {
        const rest = run(graph, all.slice(cut), (g, emit) => {
          const engine = make(g, emit)
          engine.restore(state)
          return engine
        })
        expect(rest.lines).toEqual(wanted.lines.slice(cut === 0 ? 0 : wanted.counts[cut - 1]))
      }
    }),
    { numRuns: 40 },
  )
})
