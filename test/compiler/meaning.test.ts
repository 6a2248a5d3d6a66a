import { describe, expect, test } from 'vitest'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { StreamName } from '../../compiler/ir/streams.ts'
import { compileText, prelude } from './harness.ts'

/** [seconds, venue, symbol, stream, fields] */
type Row = readonly [number, string, string, StreamName, readonly number[]]

/** The ticks of an output, as [seconds, value], over a few events. */
function ticks(source: string, output: string, rows: readonly Row[]): readonly (readonly [number, number])[] {
  const { graph, diagnostics } = compileText(source)
  expect(diagnostics).toEqual([])
  const seen: (readonly [number, number])[] = []
  const evaluator = interpret(graph!, (o, _instance, now, ticked, values) => {
    if (ticked && graph!.outputs[o]!.name === output) seen.push([now / 1e6, values[0]!])
  })
  for (const [at, venueName, symbol, stream, fields] of rows) {
    const venue = graph!.venues.findIndex(v => v.name === venueName)
    const instrument = graph!.instruments.findIndex(i => i.venue === venue && i.symbol === symbol)
    const received = at * 1e6
    evaluator.event({ received, origin: received, venue, instrument, stream, fields })
  }
  return seen
}

const quote = (at: number, venue: string, bid: number, ask: number): Row => [
  at,
  venue,
  'BTC/USD',
  'quote',
  [bid, 1, ask, 1],
]

describe('the age of a compound value', () => {
  const q = 'let q = a[BTC/USD].quote\nlet z = b[BTC/USD].quote\n'
  const rows = [quote(1, 'a', 99, 101), quote(2, 'a', 100, 102)]

  test('of a choice is that of the branch taken', () => {
    const source = `${prelude}${q}feature f = (if present(q.mid) then q.mid else z.mid) fresh 5s`
    expect(ticks(source, 'f', rows)).toEqual([
      [1, 100],
      [2, 101],
    ])
  })

  test('of a condition known by one side is that of this side', () => {
    const source = `${prelude}${q}feature f = (if q.bid > 0[USD/BTC] or z.bid > 0[USD/BTC] then q.mid else z.mid) fresh 5s`
    expect(ticks(source, 'f', rows)).toEqual([
      [1, 100],
      [2, 101],
    ])
  })

  test('of a sum is that of its oldest part', () => {
    const source = `${prelude}${q}feature f = (q.mid + z.mid) fresh 5s`
    const later = [
      quote(1, 'a', 99, 101),
      quote(4, 'b', 99, 101),
      quote(5.5, 'b', 98, 102),
      quote(6, 'b', 97, 103),
      quote(6.5, 'a', 97, 101),
    ]
    expect(ticks(source, 'f', later)).toEqual([
      [4, 200],
      [5.5, 200],
      [6.5, 199],
    ])
  })
})

test('a payload that is a record is frozen at the firing, like a number', () => {
  const source = `${prelude}let q = a[BTC/USD].quote
let price = { bid: q.bid }
signal up(price) when a[BTC/USD].trades.price > q.ask
feature f = (up.price.bid on every 1s)`
  const rows: Row[] = [
    quote(0.1, 'a', 100, 101),
    [0.2, 'a', 'BTC/USD', 'trades', [105, 1, 1]],
    quote(0.3, 'a', 200, 201),
    quote(2.5, 'a', 201, 202),
  ]
  expect(ticks(source, 'f', rows)).toEqual([
    [1, 100],
    [2, 100],
  ])
})

test('a where that also asks for other keys still leaves out tuples of the keys used', () => {
  const { graph, diagnostics } = compileText(`${prelude}each p in venues, q in venues where p != q {
  let w = p[BTC/USD].quote.mid - q[BTC/USD].quote.mid
}
each s in symbols, x in venues, y in venues where (x != y and s == ETH/USD) { feature r = w[x, y] * x[s].quote.bid_size }`)
  expect(diagnostics).toEqual([])
  const feature = graph!.outputs.find(o => o.name === 'r')!
  expect(graph!.regions[feature.region]!.instances).toEqual([
    ['ETH/USD', 'a', 'b'],
    ['ETH/USD', 'b', 'a'],
  ])
  expect(graph!.maps.flat().every(i => Number.isInteger(i))).toBe(true)
})

test('long chains of names compile: each is looked at once', () => {
  const chain = Array.from({ length: 60 }, (_, i) => `let x${i + 1} = (x${i} + x${i}) / 2`).join('\n')
  const source = `${prelude}let x0 = a[BTC/USD].quote.mid\n${chain}\nfeature f = x60 fresh 5s`
  expect(ticks(source, 'f', [quote(1, 'a', 99, 101)])).toEqual([[1, 100]])
  const consts = Array.from({ length: 60 }, (_, i) => `const k${i + 1} = (k${i} + k${i}) / 2`).join('\n')
  expect(compileText(`strategy t\nconst k0 = 3\n${consts}\nfeature f = k60`).diagnostics).toEqual([])
})

describe('cures, applied literally, compile', () => {
  test.each([
    [
      'a bare number in a universe of one symbol',
      'universe one = [BTC/USD]\neach s in one { signal up when a[s].quote.bid > 5 }',
      '5',
    ],
    ['a bare number for any symbol', 'each s in symbols { signal up when a[s].quote.bid > 5 }', '5'],
    [
      'a bare number under an asset key called s',
      'universe coins = [BTC, ETH]\neach s in coins { signal up when a[s/USD].quote.bid > 5 }',
      '5',
    ],
    [
      'a count over two clocks',
      'let m = a[BTC/USD].quote.bid / b[BTC/USD].quote.ask\nfeature f = mean(m, 20)',
      'mean(m, 20)',
    ],
    [
      'a count over two clocks, before that',
      'let p = a[BTC/USD].quote.bid / b[BTC/USD].quote.ask\nfeature f = prev(p, 1)',
      'prev(p, 1)',
    ],
    [
      'a count over two clocks in a function',
      'let r = a[BTC/USD].quote.bid / b[BTC/USD].quote.ask\nfeature f = summary(r, 20)',
      'summary(r, 20)',
    ],
    ['an event or a level', 'let t = a[BTC/USD].trades.price\nfeature f = t ?? a[BTC/USD].quote.mid', 't ??'],
  ])('%s', (_title, source, wrong) => {
    const { diagnostics } = compileText(prelude + source)
    expect(diagnostics.length).toBe(1)
    const cure = /`(.*)`/.exec(diagnostics[0]!.help)![1]!
    const mended = source.replace(wrong, wrong === 't ??' ? `${cure} ??` : cure)
    expect(mended).not.toBe(source)
    expect(compileText(prelude + mended).diagnostics).toEqual([])
  })
})
