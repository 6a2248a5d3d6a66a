import { describe, expect, test } from 'vitest'
import { find, nameOf } from '../../../compiler/inspect/find.ts'
import { compiled } from './ask.ts'

const declared = `peg USDT = USD within 50bps by a[USDT/USD]
let plain = a[BTC/USD].quote.mid
each s in pairs, v in venues {
  let q = v[s].quote
  feature both = { bid: q.bid, ask: q.ask }
  signal up when q.bid / q.ask > 1
}
each v in venues { let q2 = v[BTC/USD].quote.bid
  feature alone = q2 / v[BTC/USD].quote.ask }
`

test.each([
  ['profit', { name: 'profit', keys: [] }],
  [' profit [ BTC/USD ,  kraken ] ', { name: 'profit', keys: ['BTC/USD', 'kraken'] }],
  ['usual.mean[BTC/USDT perp]', { name: 'usual.mean', keys: ['BTC/USDT perp'] }],
  ['gap[spot[BTC/USDT], usdm[BTC/USDT perp]].x', { name: 'gap.x', keys: ['spot[BTC/USDT]', 'usdm[BTC/USDT perp]'] }],
  ['usual[BTC/USD].mean', { name: 'usual.mean', keys: ['BTC/USD'] }],
  ['USDT  =  USD', { name: 'USDT = USD', keys: [] }],
  ['profit(BTC/USD)', undefined],
  ['profit[BTC/USD', undefined],
  ['[BTC/USD]', undefined],
  ['', undefined],
])('%j is a name with keys', (text, name) => {
  expect(nameOf(text)).toEqual(name)
})

describe('what a name stands for', () => {
  const { graph } = compiled(declared, ['q', 'q2', 'plain'])
  const names = (text: string) => {
    const found = find(graph, text)
    if ('fault' in found) return found
    return { of: found.outputs.map(o => graph.outputs[o]!.name), tuple: instance(found) }
  }
  const instance = (found: { outputs: readonly number[]; instance: number }) =>
    graph.regions[graph.outputs[found.outputs[0]!]!.region]!.instances[found.instance]

  test('is one output, the fields of a record, or one of them', () => {
    expect(names('plain')).toEqual({ of: ['plain'], tuple: [] })
    expect(names('both[BTC/USD, b]')).toEqual({ of: ['both.bid', 'both.ask'], tuple: ['BTC/USD', 'b'] })
    expect(names('both[ETH/USD, a].ask')).toEqual({ of: ['both.ask'], tuple: ['ETH/USD', 'a'] })
    expect(names('up[ETH/USD, a]')).toEqual({ of: ['up'], tuple: ['ETH/USD', 'a'] })
    expect(names('q[ETH/USD, a].mid')).toEqual({ of: ['q.mid'], tuple: ['ETH/USD', 'a'] })
    expect(names('USDT')).toEqual({ of: ['USDT = USD'], tuple: [] })
    expect(names('USDT = USD')).toEqual({ of: ['USDT = USD'], tuple: [] })
  })

  test('is nothing where the name or a key is wrong', () => {
    expect(names('plein')).toEqual({ fault: 'name', name: 'plein', nearest: 'plain' })
    expect(find(graph, 'bth', ['bath'])).toEqual({ fault: 'name', name: 'bth', nearest: 'both' })
    expect(names('both(')).toEqual({ fault: 'form' })
    const tuples = ['BTC/USD', 'ETH/USD'].flatMap(s => ['a', 'b'].map(v => [s, v]))
    const about = { fault: 'keys', name: 'both', keys: ['s', 'v'], tuples }
    expect(names('both')).toEqual({ ...about, given: [], nearest: undefined })
    expect(names('both[BTC/USD, c]')).toEqual({ ...about, given: ['BTC/USD', 'c'], nearest: ['BTC/USD', 'a'] })
    expect(names('both[XXX/YYY, a]')).toMatchObject({ given: ['XXX/YYY', 'a'], nearest: undefined })
    expect(names('plain[a]')).toMatchObject({ fault: 'keys', keys: [], given: ['a'], tuples: [[]] })
  })
})

test('asking for a let changes nothing of what else is compiled', () => {
  const ordinary = compiled(declared).graph
  expect(compiled(declared, []).graph.digest).toBe(ordinary.digest)
  expect(compiled(declared, ['both', 'up', 'nothing']).graph.digest).toBe(ordinary.digest)
  const more = compiled(declared, ['q2']).graph
  expect(more.outputs.map(o => o.name)).toEqual([...ordinary.outputs.map(o => o.name), 'q2'].sort(asIn(more)))
})

/** The order of a graph's own outputs. */
const asIn = (graph: { outputs: readonly { name: string }[] }) => {
  const order = graph.outputs.map(o => o.name)
  return (a: string, b: string) => order.indexOf(a) - order.indexOf(b)
}
