import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { graphOf, run } from '../../property/run.ts'
import { compileText } from '../harness.ts'
import { type Move, prelude, told } from '../operators/told.ts'

const quote = (seconds: number, symbol: string, bid: number): Move => [seconds, `b ${symbol}`, bid]

/** Both evaluators on quotes of both symbols: the reports, which must be equal. */
function agreed(text: string): readonly string[] {
  const graph = graphOf(prelude + text)
  const events = graph.instruments.flatMap(({ venue }, instrument) =>
    [1, 2].map(k => ({
      received: (k * 10 + instrument) * 1e6,
      origin: (k * 10 + instrument) * 1e6,
      venue,
      instrument,
      stream: 'quote' as const,
      fields: [100 * k, 1, 101 * k, 1],
    })),
  )
  events.sort((a, b) => a.received - b.received)
  const reports = run(graph, events, interpret).lines
  expect(run(graph, events, wasm).lines).toEqual(reports)
  return reports
}

describe('keys that are numbers', () => {
  test('are plain numbers in expressions, one instance each, in the order of their texts', () => {
    const text = `const most = 5 * 2
      each n in 9..most + 1 { feature f = x * n }
      feature ten = f[10] + 0   feature last = f[most + 1] + 0`
    expect(told(text, [quote(1, 'BTC/USD', 2)])).toEqual([
      '1s f[10] tick 20',
      '1s f[11] tick 22',
      '1s f[9] tick 18',
      '1s last tick 22',
      '1s ten tick 20',
    ])
    expect(agreed(text).length).toBeGreaterThan(0)
  })

  test('meet other keys, `where`, `over` and texts', () => {
    const text = `universe rungs = -1..1
      each s in symbols, n in rungs, m in rungs where m == n + 1 { feature f = b[s].quote.bid / 1[s.quote/s.base] * (n + 10 * m) }
      feature g = sum(x * n) over n in (0..3)
      feature h = count(x > n) over n in rungs`
    expect(told(text, [quote(1, 'BTC/USD', 1)])).toEqual([
      '1s f[BTC/USD -1 0] tick -1',
      '1s f[BTC/USD 0 1] tick 10',
      '1s g tick 6',
      '1s h tick 2',
    ])
    expect(agreed(text).length).toBeGreaterThan(0)
  })

  test('one key renamed by a `let` is the same key', () => {
    const text = 'each n in 0..1 { let own = n   let f = x + n   feature g = f[own] }'
    expect(told(text, [quote(1, 'BTC/USD', 5)])).toEqual(['1s g[0] tick 5', '1s g[1] tick 6'])
  })
})

describe('params of keys', () => {
  const text = `each s in symbols {
      param most = 3[s.quote/s.base] in 1[s.quote/s.base] .. 9[s.quote/s.base] per s
      feature f = b[s].quote.bid > most
    }
    feature g = most[ETH/USD] * 2`

  test('are one for each member, in the graph and in what reads them', () => {
    const graph = graphOf(prelude + text)
    expect(graph.params).toEqual([
      { name: 'most[BTC/USD]', value: 3, unit: 'USD/BTC', text: '3[s.quote/s.base]' },
      { name: 'most[ETH/USD]', value: 3, unit: 'USD/ETH', text: '3[s.quote/s.base]' },
    ])
    expect(graph.nodes.map(node => node.op)).toContainEqual({ op: 'params', params: [0, 1] })
    expect(agreed(text).length).toBeGreaterThan(0)
  })

  test('one is set by its key, all by the name', () => {
    const values = (params: Record<string, string>) =>
      compileText(prelude + text, {}, params).graph?.params.map(p => p.value)
    expect(values({ 'most[BTC/USD]': '5[USD/BTC]' })).toEqual([5, 3])
    expect(values({ most: '7[s.quote/s.base]' })).toEqual([7, 7])
    expect(values({ most: '7[s.quote/s.base]', 'most[ETH/USD]': '2[USD/ETH]' })).toEqual([7, 2])
  })

  test('what is wrong with a value is told of its member', () => {
    const found = (params: Record<string, string>) =>
      compileText(prelude + text, {}, params).diagnostics.map(d => [d.code, d.message])
    expect(found({ 'most[BTC/USD]': '5 USD' })).toEqual([['HVT2203', '`most` wants USD/BTC, found USD']])
    expect(found({ 'most[BTC/USD]': '10[USD/BTC]' })).toEqual([
      ['HVT2106', '10[USD/BTC] for `most[BTC/USD]` is not within 1[s.quote/s.base] .. 9[s.quote/s.base]'],
    ])
    expect(found({ 'most[XRP/USD]': '1[USD/XRP]' })).toEqual([['HVT2107', 'the strategy has no param `most[XRP/USD]`']])
  })

  test('an `each` without instances is told, and its params are not', () => {
    const none = 'each s in symbols where s != s { param k = 1 per s   feature f = x * k }'
    expect(compileText(prelude + none).diagnostics.map(d => d.code)).toEqual(['HVT2101'])
  })

  test('in an `each` without `per` it is one for all keys', () => {
    const one = 'each n in 0..2 { param k = 4   feature f = x * k + n }'
    expect(graphOf(prelude + one).params.map(p => p.name)).toEqual(['k'])
    expect(told(one, [quote(1, 'BTC/USD', 1)])).toEqual(['1s f[0] tick 4', '1s f[1] tick 5', '1s f[2] tick 6'])
  })
})
