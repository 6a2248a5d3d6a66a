import { expect, test } from 'vitest'
import { bounds, warmupText } from '../../compiler/bounds/bounds.ts'
import { need } from '../../compiler/bounds/needs.ts'
import { operations } from '../../compiler/bounds/operations.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import { graphOf } from '../property/run.ts'

/** Clock and warm-up of each feature of a strategy over two venues. */
function told(features: readonly string[]): string[] {
  const graph = graphOf(`/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
venue b = ccxt.binance { fees: { maker: 2bps, taker: 10bps }, silent: 2s, rate: 10/1s, means: { USD: USDT } }
peg USDT = USD within 50bps by a[USDT/USD]
universe venues = [a, b]
universe symbols = [BTC/USD, ETH/USD]
${features.map((text, i) => `each s in symbols, v in venues { feature f${i} = ${text} }`).join('\n')}
`)
  const known = bounds(graph)
  return features.map((_, i) => {
    const { clock, warmup } = known.nodes[graph.outputs.find(o => o.name === `f${i}`)!.trigger.node]!
    return `${clock.join(', ') || 'never'} | ${warmupText(warmup) || 'at once'}`
  })
}

test('clocks and warm-up in words', () => {
  expect(
    told([
      'v[s].quote.mid',
      'a[s].quote.bid',
      'prev(v[s].quote.bid, 3)',
      'sum(prev(v[s].quote.bid, n)) over n in (0 .. 3)',
      'mean(prev(v[s].quote.bid, 3), 5)',
      'mean((a[s].quote.mid / b[s].quote.mid) on every 1s, 60)',
      'mean(v[s].trades.price, 10s)',
      'std(mean(v[s].trades.price, 10s), 30s by 1s)',
      'v[s].bars(1m).close',
      'ema(v[s].bars(1m).close, 14)',
      'mean(a[BTC/USD].quote.bid, 2)',
      'sum(v[s].trades.qty, since(every 1h))',
      'max(k[s].quote.bid) over k in venues',
      'v.fees.taker',
      'present(v[s].quote.bid)',
      'since(v[s].trades) / 1s',
    ]),
  ).toEqual([
    'v[s].quote | 1 × v[s].quote',
    'a[s].quote | 1 × a[s].quote',
    'v[s].quote | 4 × v[s].quote',
    'v[s].quote | 4 × v[s].quote',
    'v[s].quote | 8 × v[s].quote',
    'every 1s | 60 × every 1s (1m), 1 × a[s].quote, 1 × b[s].quote',
    'v[s].trades | 1 × v[s].trades, 10s',
    'v[s].trades | 3 × v[s].trades, 30s',
    'every 1m | 2 × every 1m (2m), 1 × v[s].trades',
    'every 1m | 2 × every 1m (2m), 1 × v[s].trades',
    'a[BTC/USD].quote | 2 × a[BTC/USD].quote',
    'v[s].trades | 1 × every 1h (1h)',
    'a[s].quote, b[s].quote | 1 × a[s].quote, 1 × b[s].quote',
    'never | at once',
    'never | at once',
    'never | 1 × v[s].trades',
  ])
})

test.each([
  ['silent: 3s', 2],
  ['silent: 3s, lateness: 200ms', 3],
])('bars are shown from the close on that they are said to wait for: %s', (venue, closes) => {
  const graph = graphOf(`/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, ${venue}, rate: 4/1s }
feature f = a[BTC/USD].bars(1s).close
`)
  const at = graph.nodes.findIndex(({ op }) => op.op === 'bars')
  const node = graph.nodes[at]!
  expect(need(node, node.inputs.length)).toEqual({ input: 0, ticks: closes })
  const engine = interpret(graph, () => {})
  const present: boolean[] = []
  for (let k = 0; k < 60; k++) {
    const received = 1_700_000_000_500_000 + k * 100_000
    engine.event({ received, origin: received, venue: 0, instrument: 0, stream: 'trades', fields: [100, 1, 1] })
    const ticks = Math.floor((received - 1_700_000_000_000_000 - 1 - (closes === 3 ? 200_000 : 0)) / 1_000_000)
    present[ticks] = !Number.isNaN(engine.value(at, 0))
  }
  expect(present).toEqual(present.map((_, ticks) => ticks >= closes))
})

test('a label is known when its row could be made, and its time has passed', () => {
  const graph = graphOf(`/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
let mid = a[BTC/USD].quote.mid
let grid = every 1m
label rise for grid = last(mid, next 20m) / prev(mid, 9)@row
label high for grid = max(mid, next 5m) - min(mid, next 20m)
feature f = settled(rise)
feature g = mean(settled(rise), 3)
feature h = settled(high)
`)
  const known = bounds(graph)
  const of = (name: string) => known.nodes[graph.outputs.find(o => o.name === name)!.trigger.node]!
  expect(['f', 'g', 'h'].map(name => `${of(name).clock.join(', ')} | ${warmupText(of(name).warmup)}`)).toEqual([
    'a settled row | 10 × a[BTC/USD].quote, 1 × every 1m (1m), 20m',
    'a settled row | 10 × a[BTC/USD].quote, 2 × a settled row, 1 × every 1m (1m), 20m',
    'a settled row | 1 × a[BTC/USD].quote, 1 × every 1m (1m), 1 × a settled row, 20m',
  ])
  // No more rows of a grid wait than there are.
  const most = graph.nodes.flatMap(({ op }) => ('most' in op ? [op.most] : []))
  expect(new Set(most)).toEqual(new Set([21]))
})

test('what a look costs', () => {
  const cost = (op: Parameters<typeof operations>[0]['op']) => operations({ op, inputs: [] })
  expect(cost({ op: 'window', aggregate: 'mean', n: 100 })).toEqual({ amortised: 3, worst: 101 })
  expect(cost({ op: 'time_window', aggregate: 'mean', span: 1e6, capacity: 1023, held: false })).toEqual({
    amortised: 14,
    worst: 1036,
  })
  expect(cost({ op: 'pane_window', aggregate: 'mean', span: 60e6, pane: 1e6, held: false })).toEqual({
    amortised: 7,
    worst: 364,
  })
  const ahead = { op: 'ahead', aggregate: 'max', span: 60e6, most: 10_000, held: true } as const
  expect(cost(ahead)).toEqual({ amortised: 7, worst: 10_006 })
  expect(cost({ op: 'later', delay: 60e6, most: 10_000 })).toEqual({ amortised: 4, worst: 4 })
  expect(cost({ op: 'prev', n: 1_000 })).toEqual({ amortised: 1, worst: 1 })
  expect(cost({ op: 'constant', value: 1 })).toEqual({ amortised: 0, worst: 0 })
  expect(cost({ op: 'pointwise', fn: 'add' }).worst).toBe(1)
  expect(cost({ op: 'pointwise', fn: 'pow' }).worst).toBeGreaterThan(50)
})
