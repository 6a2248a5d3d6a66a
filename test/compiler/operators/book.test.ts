import { describe, expect, test } from 'vitest'
import { readArtefact, writeArtefact } from '../../../compiler/artefact/artefact.ts'
import { graphFault } from '../../../compiler/artefact/shape.ts'
import { bounds, warmupText } from '../../../compiler/bounds/bounds.ts'
import { diff } from '../../../compiler/diff/diff.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { compiled, disagreement, interpreted } from '../emit/agreement.ts'
import { compileText } from '../harness.ts'

const header = `strategy books in USD
use std.book (imbalance, microprice, depth, vwap, slippage, level_price, level_size, roundtrip)
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 10bps }, silent: 10s, levels: 4, rate: 10/1s }
let i = a[BTC/USD]
`

function graphOf(text: string): Graph {
  const { graph, diagnostics } = compileText(header + text)
  expect(diagnostics.filter(d => d.severity === 'error').map(d => `${d.code} ${d.message}`)).toEqual([])
  return graph!
}

type Side = readonly (readonly [price: number, size: number])[]
const levels = (side: number, list: Side) => list.flatMap(([price, size]) => [side, price, size])
const at = (seconds: number, fields: readonly number[], stream: SourceEvent['stream'] = 'book'): SourceEvent => ({
  received: seconds * 1e6,
  origin: seconds * 1e6,
  venue: 0,
  instrument: 0,
  stream,
  fields,
})
const snapshot = (seconds: number, bids: Side, asks: Side) => at(seconds, [1, ...levels(1, bids), ...levels(-1, asks)])
const changes = (seconds: number, bids: Side, asks: Side = []) =>
  at(seconds, [0, ...levels(1, bids), ...levels(-1, asks)])
const invalid = (seconds: number) => at(seconds, [2])
const trade = (seconds: number, price: number, qty: number) => at(seconds, [price, qty, 1], 'trades')

/** What a feature says, `3s tick 1.5`; both evaluators, event by event, agree on it. */
function told(text: string, events: readonly SourceEvent[], until = 0): string[] {
  const graph = graphOf(text)
  expect(disagreement(graph, events, compiled(graph), interpreted(graph))).toBeUndefined()
  const lines: string[] = []
  const engine = interpret(graph, (_, __, now, ticked, [value]) => {
    lines.push(`${now / 1e6}s ${ticked ? 'tick' : 'wake'} ${Number.isNaN(value) ? '–' : value}`)
  })
  for (const event of events) engine.event(event)
  if (until > 0) engine.advance(until * 1e6)
  return lines
}
const last = (text: string, events: readonly SourceEvent[]) => told(`feature f = ${text}`, events).at(-1)?.split(' ')[2]

const usual = snapshot(
  1,
  [
    [100, 2],
    [99, 3],
    [90, 5],
  ],
  [
    [101, 1],
    [102, 4],
    [120, 5],
  ],
)

describe('what a book answers', () => {
  const cases: readonly (readonly [string, number | '–'])[] = [
    ['i.book.bid', 100],
    ['i.book.bid_size', 2],
    ['i.book.ask', 101],
    ['i.book.ask_size', 1],
    ['i.book.mid', 100.5],
    ['microprice(i.book)', (100 * 1 + 101 * 2) / 3],
    ['imbalance(i.book, levels: 1)', 1 / 3],
    ['imbalance(i.book, levels: 2)', 0],
    ['imbalance(i.book, levels: 10)', 0],
    ['imbalance(i.book, within: 100bps)', 0],
    ['imbalance(i.book, within: 99bps)', (2 - 1) / 3],
    ['i.book.imbalance(levels: 1)', 1 / 3],
    ['depth(i.book, bid, 1%)', 5],
    ['depth(i.book, ask, 0.5%)', 1],
    ['depth(i.book, both, 1%)', 10],
    ['depth(i.book, both, 100%)', 20],
    ['level_price(i.book, bid, 3)', 90],
    ['level_size(i.book, ask, 3)', 5],
    ['level_price(i.book, ask, 4)', '–'],
    ['level_price(i.book, ask, 0)', '–'],
    ['level_price(i.book, ask, 1.5)', '–'],
    ['vwap(i.book, buy, 1 BTC)', 101],
    ['vwap(i.book, buy, 3 BTC)', (101 + 2 * 102) / 3],
    ['vwap(i.book, sell, 10 BTC)', (200 + 297 + 450) / 10],
    ['vwap(i.book, sell, 10.5 BTC)', '–'],
    ['vwap(i.book, sell, 0 BTC)', '–'],
    ['vwap(i.book, sell, -1 BTC)', '–'],
    ['vwap(i.book, buy, 305 USD)', 305 / 3],
    ['vwap(i.book, buy, 1_109 USD)', 110.9],
    ['vwap(i.book, buy, 1_110 USD)', '–'],
    ['slippage(i.book, buy, 3 BTC)', 305 / 3 / 101 - 1],
    ['slippage(i.book, sell, 10 BTC)', 1 - 94.7 / 100],
    ['roundtrip(i, 3 BTC)', 1 - (299 * 0.999) / (305 * 1.001)],
    ['roundtrip(i, 305 USD)', 1 - (299 * 0.999) / (305 * 1.001)],
  ]
  test.each(cases)('%s', (text, value) => {
    const found = last(text, [usual])
    if (value === '–') expect(found).toBe('–')
    else expect(Number(found)).toBeCloseTo(value, 12)
  })

  test('only bids: the imbalance is 1; without any order there is none', () => {
    const bids = snapshot(1, [[100, 3]], [[101, 0]])
    expect(last('imbalance(i.book, levels: 5)', [bids])).toBe('1')
    expect(last('imbalance(i.book, within: 10bps)', [bids])).toBe('1')
    expect(last('imbalance(i.book, levels: 5)', [snapshot(1, [], [])])).toBe('–')
    expect(last('microprice(i.book)', [bids])).toBe('–')
  })

  test('units: prices in quote/base, sizes in base', () => {
    const text = `feature micro = microprice(i.book) feature near = depth(i.book, bid, 1%) feature lean = imbalance(i.book, levels: 2)
feature fill = vwap(i.book, buy, 2 BTC) feature slip = slippage(i.book, buy, 10 USD) feature cost = roundtrip(i, 2 BTC)`
    const units = graphOf(text).outputs.map(({ name, columns }) => `${name} ${columns[0]!.unit}`)
    expect(units.sort()).toEqual([
      'cost plain',
      'fill USD/BTC',
      'lean plain',
      'micro USD/BTC',
      'near BTC',
      'slip plain',
    ])
  })
})

describe('when', () => {
  test('it ticks with each event of the book, changed or not, and is absent while the book is invalid', () => {
    const events = [
      changes(1, [[100, 1]]),
      usual,
      changes(2, []),
      changes(3, [[100, 0]]),
      invalid(4),
      changes(5, [[98, 1]]),
      snapshot(6, [[97, 1]], []),
    ]
    expect(told('feature f = i.book.bid', events)).toEqual([
      '1s tick 100',
      '2s tick 100',
      '3s tick 99',
      '4s wake –',
      '6s tick 97',
    ])
  })

  test('it is absent while the venue is silent, and there again with its next message', () => {
    const events = [usual, trade(20, 100, 1)]
    expect(told('feature f = i.book.bid feature g = latest(i.trades.price)', events)).toEqual([
      '1s tick 100',
      '11s wake –',
      '20s wake 100',
      '20s tick 100',
    ])
  })

  test('a size that changes asks anew, whether the book changes or not', () => {
    const text = 'let size = latest(i.trades.qty)   feature f = vwap(i.book, buy, size)'
    const events = [usual, trade(2, 100, 1), trade(3, 100, 2), changes(4, [], [[101, 2]]), trade(5, 100, 100)]
    expect(told(text, events)).toEqual(['1s wake –', '2s tick 101', '3s tick 101.5', '4s tick 101', '5s wake –'])
  })

  test('asked by an event it ticks with the event only', () => {
    const text = 'feature f = vwap(i.book, buy, i.trades.qty)'
    expect(told(text, [usual, trade(2, 100, 3), changes(3, [], [[101, 3]]), trade(4, 100, 3)])).toEqual([
      '1s wake –',
      `2s tick ${(101 + 204) / 3}`,
      '3s wake 101',
      '4s tick 101',
    ])
  })

  test('asked by what changes with time alone, it is current at every step', () => {
    const text = `let size = count(i.trades, 2s) * 1 BTC
feature f = (vwap(i.book, buy, size) on every 1s)`
    const events = [trade(0, 1, 1), usual, ...[1.5, 1.6, 1.7].map(t => trade(t, 1, 1)), changes(3.5, [])]
    expect(told(text, events, 5).map(line => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '0s wake –',
      '1s wake –',
      `2s tick ${(101 + 2 * 102) / 3}`,
      `3s tick ${(101 + 2 * 102) / 3}`,
      '4s wake –',
    ])
  })

  test('its events are a clock', () => {
    const text = 'feature f = count(i.book, 2)   feature g = (latest(i.trades.price) on i.book)'
    const lines = told(text, [usual, trade(1.5, 7, 1), changes(2, []), trade(3, 8, 1), changes(4, [])])
    expect(lines.filter(line => line.includes('tick'))).toEqual(['2s tick 2', '2s tick 7', '4s tick 2', '4s tick 8'])
  })
})

describe('whose book it is', () => {
  const two = `strategy keyed in EUR
use std.book (vwap, imbalance, depth)
venue deep = ccxt.binance { fees: { maker: 1bps, taker: 10bps }, silent: 10s }
venue thin = ccxt.kraken { fees: { maker: 1bps, taker: 10bps }, silent: 10s }
param lot = 2_000 EUR
let fx = deep[EUR/USDT]
each a in [BTC, ETH] {
  let hub = deep[a/USDT]
  let book = hub.book
  let ask = book.ask
  let qty = lot / thin[a/EUR].quote.mid
  feature worth = vwap(book, sell, qty) / vwap(fx.book, buy, lot)
  feature near = depth(book, ask, 1%) * ask
}
feature lean = imbalance(book[ETH], levels: 2)
`
  const { graph, diagnostics } = compileText(two)

  test('a book under a name, of other keys, beside another; `ask` is the side, though a price is called so', () => {
    expect(diagnostics.map(d => d.message)).toEqual([])
    expect(graph!.outputs.map(({ name, columns }) => `${name} ${columns[0]!.unit}`)).toEqual([
      'lean plain',
      'near USDT',
      'worth EUR/a',
    ])
    const lines: string[] = []
    const engine = interpret(graph!, (o, i, _, __, [value]) => {
      const { name, region } = graph!.outputs[o]!
      if (!Number.isNaN(value)) lines.push(`${name} ${graph!.regions[region]!.instances[i]} ${value}`)
    })
    const send = (symbol: string, stream: SourceEvent['stream'], fields: readonly number[]) => {
      const instrument = graph!.instruments.findIndex(i => i.symbol === symbol)
      engine.event({ received: 1, origin: 1, venue: graph!.instruments[instrument]!.venue, instrument, stream, fields })
    }
    send('EUR/USDT', 'book', [1, -1, 1.25, 1_000_000])
    send('ETH/EUR', 'quote', [1_999, 1, 2_001, 1])
    send('ETH/USDT', 'book', [1, 1, 2_500, 0.5, 1, 2_400, 10, -1, 2_600, 4, -1, 2_700, 8])
    send('BTC/USDT', 'book', [1, -1, 60_000, 2])
    expect(lines).toEqual([
      `lean  ${(10.5 - 12) / 22.5}`,
      'near ETH 10400',
      `worth ETH ${(1_250 + 1_200) / 1.25}`,
      'near BTC 120000',
    ])
  })
})

describe('room for four levels', () => {
  const bids = [100, 99, 98, 97, 96, 95].map(price => [price, 1] as const)
  test('what would need more is absent, all else is right', () => {
    const events = [snapshot(1, bids, [])]
    expect(last('depth(i.book, bid, 3%)', events)).toBe('4')
    expect(last('depth(i.book, bid, 3.9%)', events)).toBe('4')
    expect(last('depth(i.book, bid, 4.1%)', events)).toBe('–')
    expect(last('imbalance(i.book, levels: 4)', events)).toBe('1')
    expect(last('imbalance(i.book, levels: 5)', events)).toBe('–')
    expect(last('vwap(i.book, sell, 4 BTC)', events)).toBe('98.5')
    expect(last('vwap(i.book, sell, 5 BTC)', events)).toBe('–')
  })

  test('what was left out does not come back before a snapshot, for nobody knows what else stands there', () => {
    const events = [
      snapshot(1, bids, []),
      changes(2, [
        [99, 0],
        [98, 0],
      ]),
      changes(3, [
        [95.5, 7],
        [96, 7],
        [96.5, 7],
      ]),
    ]
    expect(last('imbalance(i.book, levels: 3)', events)).toBe('1')
    expect(last('depth(i.book, bid, 3.5%)', events)).toBe('9')
    expect(last('imbalance(i.book, levels: 4)', events)).toBe('–')
    const whole = [...events, snapshot(4, bids.slice(0, 2), [])]
    expect(last('imbalance(i.book, levels: 4)', whole)).toBe('1')
  })

  test('a better level pushes the worst out', () => {
    const events = [snapshot(1, bids.slice(2), []), changes(2, [[101, 2]])]
    expect(last('vwap(i.book, sell, 5 BTC)', events)).toBe(`${(202 + 98 + 97 + 96) / 5}`)
    expect(last('depth(i.book, bid, 100%)', events)).toBe('–')
  })
})

describe('what is known of it beforehand', () => {
  test('its memory: 32 bytes for each level that is kept, beside two slots for each side', () => {
    const text = 'feature f = i.book.bid'
    const [four, nine] = [
      bounds(graphOf(text)),
      bounds(compileText((header + text).replace('levels: 4', 'levels: 9')).graph!),
    ]
    expect(nine.bytes - four.bytes).toBe(32 * 5)
    const source = graphOf(text).nodes.findIndex(({ op }) => op.op === 'source')
    expect(four.nodes[source]).toMatchObject({ bytesPerInstance: 9 + 32 * 4 + 32, clock: ['a[BTC/USD].book'] })
    const usual = compileText((header + text).replace('levels: 4, ', '')).graph!
    expect(bounds(usual).bytes - four.bytes).toBe(32 * 9_996)
  })

  test('its cost: a level at once, a sum at most the whole side', () => {
    const graph = graphOf('feature f = depth(i.book, bid, 1%) * i.book.bid')
    const { nodes } = bounds(graph)
    const cost = graph.nodes.flatMap(({ op }, n) =>
      op.op === 'book' ? [`${op.read} ${nodes[n]!.operations.worst}`] : [],
    )
    expect(cost.sort()).toEqual(['near 4', 'price 1'])
    expect(warmupText(nodes[graph.outputs[0]!.trigger.node]!.warmup)).toBe('1 × a[BTC/USD].book')
  })

  test('its clock and warm-up: those of the book and of what is asked', () => {
    const known = (text: string) => {
      const graph = graphOf(`feature f = ${text}`)
      const { clock, warmup } = bounds(graph).nodes[graph.outputs[0]!.trigger.node]!
      return `${clock.join(', ')} | ${warmupText(warmup)}`
    }
    const [book, trades] = ['a[BTC/USD].book', 'a[BTC/USD].trades']
    expect(known('mean(i.book.mid, 3)')).toBe(`${book} | 3 × ${book}`)
    expect(known('vwap(i.book, buy, latest(i.trades.qty))')).toBe(`${book}, ${trades} | 1 × ${book}, 1 × ${trades}`)
    expect(known('vwap(i.book, buy, i.trades.qty)')).toBe(`${trades} | 1 × ${book}, 1 × ${trades}`)
  })

  test('a book that memory does not hold is told', () => {
    const venue = 'venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, levels: 100_000 }'
    const bases = Array.from({ length: 1_000 }, (_, k) => `A${k}/USD`)
    const text = `strategy t\n${venue}\neach s in [${bases.join(', ')}] { feature f = a[s].book.bid }`
    expect(compileText(text).diagnostics.map(d => `${d.code} ${d.message}`)).toEqual([
      'HVT2311 the strategy would keep 3.2 GB, more than 3',
    ])
  })

  test('a redeploy that keeps more levels begins anew', () => {
    const text = `${header}feature f = i.book.bid`
    const { nodes } = diff(
      graphOf('feature f = i.book.bid'),
      compileText(text.replace('levels: 4', 'levels: 5')).graph!,
    )
    const after = compileText(text.replace('levels: 4', 'levels: 5')).graph!
    expect(after.nodes.map(({ op }, n) => `${op.op} ${nodes[n]!.is}`).sort()).toEqual([
      'alive same',
      'book changed',
      'constant same',
      'source changed',
    ])
  })

  test('a compiled file of it, and what is none', () => {
    const graph = graphOf('feature f = depth(i.book, bid, 1%)')
    expect(graphFault(graph)).toBeUndefined()
    expect(readArtefact(writeArtefact({ graph, sources: new Map(), by: '1' }))).toMatchObject({ graph })
    const n = graph.nodes.findIndex(({ op }) => op.op === 'book')
    const changed = (op: object) =>
      graphFault({ ...graph, nodes: graph.nodes.map((node, k) => (k === n ? { ...node, op } : node)) })
    expect(changed({ ...graph.nodes[n]!.op, read: 'all' })).toBe(`its node ${n} is none`)
    expect(changed({ ...graph.nodes[n]!.op, instruments: [1] })).toBe(`its node ${n} is none`)
    const inputs = [graph.nodes[n]!.inputs[1]!, graph.nodes[n]!.inputs[1]!]
    const other = graph.nodes.map((node, k) => (k === n ? { ...node, inputs } : node))
    expect(graphFault({ ...graph, nodes: other })).toBe(`its node ${n} is none`)
    const venues = graph.venues.map(venue => ({ ...venue, levels: 1e9 }))
    expect(graphFault({ ...graph, venues })).toBe('its venue 0 is none')
  })
})
