import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { compileText } from './harness.ts'

const header = `/// Windows.
strategy windows in USD
use std.stats (summary, zscore)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 1d, rate: 200/1s }
venue b = ccxt.coinbase { fees: { maker: 1bps, taker: 2bps }, silent: 1d, rate: 100/1s }
param look = 5s in 1s .. 20s
let q = a[BTC/USD].quote
let t = a[BTC/USD].trades
let other = b[BTC/USD].quote
`

function compiled(text: string, params: Readonly<Record<string, string>> = {}): Graph {
  const { graph, diagnostics } = compileText(header + text, {}, params)
  if (!graph) throw new Error(diagnostics.map(d => `${d.code} ${d.message}`).join('\n'))
  return graph
}

/** The node behind a feature. */
function nodeOf(graph: Graph, name: string): number {
  const column = graph.outputs.find(output => output.name === name)!.columns[0]!
  return 'input' in column.value ? column.value.input.node : -1
}

/** After each event, the value of each named feature. */
function run(graph: Graph, events: readonly SourceEvent[], names: readonly string[]): number[][] {
  const evaluator = interpret(graph, () => {})
  const nodes = names.map(name => nodeOf(graph, name))
  return events.map(event => {
    evaluator.event(event)
    return nodes.map(node => evaluator.value(node, 0))
  })
}

const START = 1_700_000_000_000_000

interface Print {
  readonly gap: number
  readonly isTrade: boolean
  readonly price: number
  readonly size: number
}

const prints = fc.array(
  fc.record({
    gap: fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(0, 1_000_000, 7_000_000)),
    isTrade: fc.boolean(),
    price: fc.integer({ min: 9_000, max: 11_000 }).map(x => x / 100),
    size: fc.integer({ min: 1, max: 100 }),
  }),
  { minLength: 30, maxLength: 200, size: 'max' },
)

function eventsOf(market: readonly Print[]): SourceEvent[] {
  let received = START
  return market.map(({ gap, isTrade, price, size }, k) => {
    received += gap
    const at = { received, origin: received, venue: 0, instrument: 0 }
    const side = size % 2 === 0 ? 1 : -1
    return isTrade
      ? { ...at, stream: 'trades', fields: [price, size, side] }
      : { ...at, stream: 'quote', fields: [price, size, price + 1, k + 1] }
  })
}

const total = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0)
const mean = (xs: readonly number[]) => total(xs) / xs.length
const std = (xs: readonly number[]) => Math.sqrt(total(xs.map(x => (x - mean(xs)) ** 2)) / (xs.length - 1))

test('features of a strategy equal plain computations over the events that were received', () => {
  const graph = compiled(`
  feature flow = sum(t.signed_qty, 5s) / sum(t.qty, look)
  feature score = zscore(q.bid, 20)
  feature vol = std(q.bid, look)
  feature breakout = (q.bid - min(q.bid, 4s)) / (max(q.bid, 4s) - min(q.bid, 4s))
  feature move = q.bid / first(q.bid, 3s) - 1
  feature busy = count(t, 5s)
  feature spread = mean(q.ask - q.bid, 6s by 1s)
  feature high = quantile(t.price, 90%, 5s)
  feature beta = ols(q.bid, q.bid_size, 15).slope
  feature far = argmax(q.bid, 4s).age
  `)
  const names = 'flow score vol breakout move busy spread high beta far'.split(' ')
  fc.assert(
    fc.property(prints, market => {
      const events = eventsOf(market)
      const told = run(graph, events, names)
      events.forEach(({ received: now }, k) => {
        const past = events.slice(0, k + 1)
        const quotes = past.filter(e => e.stream === 'quote')
        const trades = past.filter(e => e.stream === 'trades')
        const young = (of: readonly SourceEvent[], seconds: number) => of.filter(e => e.received > now - seconds * 1e6)
        const warm = (seconds: number, value: number) =>
          now - START >= seconds * 1e6 + events[0]!.received - START ? value : Number.NaN
        const bid = (of: readonly SourceEvent[]) => of.map(e => e.fields[0]!)
        const held = (seconds: number) => {
          const before = quotes.filter(e => e.received <= now - seconds * 1e6).slice(-1)
          return bid([...before, ...young(quotes, seconds)])
        }
        const sizes = (of: readonly SourceEvent[]) => total(of.map(e => e.fields[1]!))
        const signed = total(young(trades, 5).map(e => e.fields[1]! * e.fields[2]!))
        const four = held(4)
        const last20 = bid(quotes.slice(-20))
        const paned = quotes.filter(e => e.received > Math.ceil(now / 1e6) * 1e6 - 6e6)
        const prices = bid(young(trades, 5)).sort((x, y) => x - y)
        const rank = 0.9 * (prices.length - 1)
        const low = prices[Math.floor(rank)]!
        const pairs = quotes.slice(-15).map(e => [e.fields[0]!, e.fields[1]!] as const)
        const [my, mx] = [mean(pairs.map(p => p[0])), mean(pairs.map(p => p[1]))]
        const peak = Math.max(...four)
        const first = [
          ...quotes
            .filter(e => e.received <= now - 4e6)
            .slice(-1)
            .map(e => ({ ...e, received: now - 4e6 })),
          ...young(quotes, 4),
        ].find(e => e.fields[0] === peak)
        const now_ = quotes.at(-1)?.fields[0] ?? Number.NaN
        const wanted = [
          warm(5, signed / sizes(young(trades, 5))),
          quotes.length < 20 ? Number.NaN : (now_ - mean(last20)) / std(last20),
          warm(5, std(bid(young(quotes, 5)))),
          warm(4, (now_ - Math.min(...four)) / (peak - Math.min(...four))),
          warm(3, now_ / held(3)[0]! - 1),
          warm(5, young(trades, 5).length),
          warm(6, paned.length === 0 ? Number.NaN : 1),
          warm(5, low + ((prices[Math.floor(rank) + 1] ?? low) - low) * (rank % 1)),
          quotes.length < 15
            ? Number.NaN
            : total(pairs.map(([y, x]) => (y - my) * (x - mx))) / total(pairs.map(([, x]) => (x - mx) ** 2)),
          warm(4, first ? (now - first.received) / 1e6 : Number.NaN),
        ]
        wanted.forEach((value, n) => {
          const got = told[k]![n]!
          if (Number.isFinite(value) ? Math.abs(got - value) > 1e-8 * Math.max(1, Math.abs(value)) : !Number.isNaN(got))
            throw new Error(`${names[n]} after event ${k}: ${got} is not ${value}`)
        })
      })
    }),
    { numRuns: 40 },
  )
})

describe('what a window counts', () => {
  test('an event combined with a level ticks with the event', () => {
    const graph = compiled('feature weighted = sum(t.qty / q.bid_size * q.bid_size, 2s)')
    const quotes = (n: number, at: number) =>
      Array.from(
        { length: n },
        (_, k): SourceEvent => ({
          received: at + k,
          origin: at,
          venue: 0,
          instrument: 0,
          stream: 'quote',
          fields: [99, 2 + k, 101, 1],
        }),
      )
    const trade = (at: number): SourceEvent => ({
      received: at,
      origin: at,
      venue: 0,
      instrument: 0,
      stream: 'trades',
      fields: [100, 2, 1],
    })
    const later = START + 3e6
    const told = run(
      graph,
      [...quotes(1, START), ...quotes(10, later), trade(later + 20), ...quotes(10, later + 30), trade(later + 50)],
      ['weighted'],
    )
    expect(told.at(-1)).toEqual([4])
  })

  test('its memory is the declared rate times its length: of the fastest venue, of all that it ticks with', () => {
    const capacity = (text: string, params = {}) => {
      const { op } = compiled(`feature f = ${text}`, params).nodes.find(node => node.op.op.startsWith('time_'))!
      return 'capacity' in op ? op.capacity : undefined
    }
    expect(capacity('mean(q.bid, 10s)')).toBe(2_000)
    expect(capacity('mean(q.bid - q.ask, 10s)')).toBe(2_000)
    expect(capacity('mean(q.bid - other.bid, 10s)')).toBe(3_000)
    expect(capacity('mean(q.bid, look)', { look: '7s' })).toBe(1_400)
    expect(capacity('mean(q.bid on every 1s, 1h)')).toBe(3_600)
    expect(capacity('mean(t.price / q.bid, 10s)')).toBe(2_000)
    expect(capacity('quantile(mean(q.bid, 5), 0.5, 1s)')).toBe(200)
    expect(capacity('mean((if q.bid > other.bid then q.bid else other.bid), 1s)')).toBe(300)
  })
})

describe('a window is an argument like any other', () => {
  test.each(['20', '10s', 'look', '1h by 1s', 'since(t)', 'since(every 1s)'])('zscore and summary over %s', window => {
    const graph = compiled(`
    fn score(x, window) = zscore(x, window)
    fn lowest(x, window) = min(x, window)
    signal far when score(q.bid, ${window}) > 2
    feature all = summary(q.bid, ${window})
    feature low = lowest(q.bid, ${window})`)
    expect(graph.nodes[nodeOf(graph, 'low')]!.op).toMatchObject({ aggregate: 'min' })
    expect(graph.outputs.map(output => output.name)).toContain('all.std')
  })

  test('a window to come stays hindsight', () => {
    const { diagnostics } = compileText(
      `${header}fn best(x, window) = argmax(x, window)\nfeature f = best(q.bid, next 20m).after`,
    )
    expect(diagnostics.map(d => d.code)).toEqual(['HVT3001'])
  })

  test('times have an order: extremes and counts of them, also in time', () => {
    const graph = compiled(`
    let at = (now on every 1s)
    feature latest_in = (now - max(at, 10s))
    feature back = argmin(at, 3).age
    feature many = count(at, 3)`)
    const aggregates = graph.nodes.flatMap(({ op }) => ('aggregate' in op ? [op.aggregate] : []))
    expect([...new Set(aggregates)].sort()).toEqual(['argmin', 'count', 'max'])
  })

  test('what is known before the run has none: beside it all are values', () => {
    const graph = compiled(`
    param lots = 3
    param cap = 5
    feature least = min(lots, cap)`)
    expect(graph.nodes[nodeOf(graph, 'least')]!.op).toEqual({ op: 'pointwise', fn: 'min' })
  })

  test('`since` under a name, and of two durations the smaller', () => {
    const graph = compiled(`
    let idle = since(t)
    feature top = max(q.bid, idle)
    feature wait = min(2s, idle)`)
    expect(graph.nodes[nodeOf(graph, 'top')]!.op).toMatchObject({ op: 'since_window', aggregate: 'max', held: true })
    expect(graph.nodes[nodeOf(graph, 'wait')]!.op).toEqual({ op: 'pointwise', fn: 'min' })
  })
})

test('a count that a function was given for a name of its own is a window, of one tick too', () => {
  const graph = compiled(`fn lowest(x, n) = min(x, n)
feature one = lowest(q.mid / 1[USD/BTC], 1)
feature two = lowest(q.mid / 1[USD/BTC], 2)
feature clamped = min(q.mid / 1[USD/BTC], 1)`)
  const opOf = (name: string) => graph.nodes[nodeOf(graph, name)]!.op
  expect(opOf('one')).toMatchObject({ op: 'window', aggregate: 'min', n: 1 })
  expect(opOf('two')).toMatchObject({ op: 'window', aggregate: 'min', n: 2 })
  expect(opOf('clamped')).toEqual({ op: 'pointwise', fn: 'min' })
})
