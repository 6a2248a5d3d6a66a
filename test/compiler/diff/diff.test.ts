import { describe, expect, test } from 'vitest'
import { diff, keepsAll } from '../../../compiler/diff/diff.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { graphOf } from '../../property/run.ts'

const source = `/// Small.
strategy small in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 20bps }, silent: 3s, rate: 4/1s }
venue b = ccxt.binance { fees: { maker: 2bps, taker: 10bps }, silent: 2s, rate: 10/1s }
universe venues = [a, b]
universe symbols = [BTC/USD, ETH/USD]
param limit = 2 in 1 .. 3
each s in symbols, v in venues {
  let mid = v[s].quote.mid
  feature fast = mean(mid, 5)
  feature ratio = fast / mean(mid, 20)
  signal up when ratio > limit
  record up as ups { s, fast }
}
`
const before = graphOf(source)

/** What each output is, in a new version, and what nodes that are not the same. */
function told(after: Graph) {
  const found = diff(before, after)
  const ops = after.nodes.flatMap(({ op }, n) =>
    found.nodes[n]!.is === 'same' ? [] : [`${op.op} ${found.nodes[n]!.is}`],
  )
  return {
    outputs: found.outputs.map(({ kind, name, is }) => `${kind} ${name} ${is}`).filter(text => !text.endsWith(' same')),
    ops,
    gone: found.gone.map(n => before.nodes[n]!.op.op).sort(),
    params: found.params,
    mayFire: found.mayFire,
    keepsAll: keepsAll(found, after),
  }
}
const edited = (...edits: readonly [from: string, to: string][]) => {
  const text = edits.reduce((so, [from, to]) => so.replace(from, to), source)
  expect(text).not.toBe(source)
  return told(graphOf(text))
}
const nothing = { outputs: [], ops: [], gone: [], params: [], mayFire: [], keepsAll: true }

describe('what a redeploy keeps', () => {
  test('everything, whatever is renamed, reordered or commented', () => {
    expect(told(before)).toEqual(nothing)
    expect(
      edited(
        ['let mid = v[s].quote.mid', 'let m = v[s].quote.mid // same'],
        ['mean(mid, 5)', 'mean(m, 5)'],
        ['mean(mid, 20)', 'mean(m, 20)'],
      ),
    ).toEqual(nothing)
    expect(
      edited(['[a, b]', '[b, a]'], ['venue a', 'venue c = ccxt.okx { silent: 1s, prices_only: true }\nvenue a']),
    ).toEqual(nothing)
  })

  test('all but a window that counts more, and what reads it', () => {
    expect(edited(['mean(mid, 5)', 'mean(mid, 6)'])).toEqual({
      ...nothing,
      outputs: ['feature fast changed', 'feature ratio changed', 'record ups changed', 'signal up changed'],
      ops: ['window changed', 'pointwise changed', 'pointwise changed', 'rising changed'],
      mayFire: ['up'],
      keepsAll: false,
    })
  })

  test('all, where a param has another value: but then a condition may come true', () => {
    expect(edited(['limit = 2 in', 'limit = 1.5 in'])).toEqual({
      ...nothing,
      params: [{ name: 'limit', before: '2', after: '1.5' }],
      mayFire: ['up'],
    })
  })

  test('all of the keys that there were', () => {
    const found = edited(['[BTC/USD, ETH/USD]', '[BTC/USD, ETH/USD, SOL/USD]'])
    expect(found.outputs).toEqual(['feature fast keys', 'feature ratio keys', 'record ups keys', 'signal up keys'])
    expect(new Set(found.ops.map(text => text.split(' ')[1]))).toEqual(new Set(['grown']))
    expect([found.gone, found.mayFire, found.keepsAll]).toEqual([[], ['up'], false])
    const fewer = edited(['[BTC/USD, ETH/USD]', '[ETH/USD]'])
    expect(fewer).toEqual({ ...nothing, outputs: found.outputs })
  })

  test('all of a venue but what says when it is silent', () => {
    const { nodes } = diff(before, graphOf(source.replace('silent: 3s', 'silent: 4s')))
    // Those of venue b: half of the keys.
    expect(new Set(nodes.map(node => node.is))).toEqual(new Set(['same', 'grown']))
    expect(nodes.filter(node => node.is === 'grown').map(node => node.kept)).toContain(2)
  })

  test('with what is new and what is gone', () => {
    expect(edited(['  feature ratio', '  feature slow = std(mid, 9)\n  feature ratio'])).toMatchObject({
      outputs: ['feature slow new'],
      ops: ['window new'],
      gone: [],
      mayFire: [],
      keepsAll: false,
    })
    expect(edited(['  signal up when ratio > limit\n  record up as ups { s, fast }\n', ''])).toEqual({
      ...nothing,
      outputs: ['record ups gone', 'signal up gone'],
      gone: ['now', 'param', 'pointwise', 'rising'],
    })
  })

  test('not rows of other columns, though every node goes on', () => {
    const later = (after: string) =>
      graphOf(source.replace('{ s, fast }', `{ s, fast, then: max(mid, next ${after}) }`))
    const found = diff(later('5m'), later('6m'))
    expect(found.same).toBe(false)
    expect(
      found.outputs.filter(({ is }) => is !== 'same').map(({ kind, name, is }) => `${kind} ${name} ${is}`),
    ).toContain('record ups changed')
    const gone = diff(later('5m'), graphOf(source.replace('  record up as ups { s, fast }\n', '')))
    expect(gone.outputs.find(({ kind }) => kind === 'record')).toMatchObject({ is: 'gone', refusedWhileLive: true })
  })

  test('with the world in which it acts', () => {
    const other = (from: string, to: string) => diff(before, graphOf(source.replace(from, to))).declared
    expect(other('taker: 20bps', 'taker: 21bps')).toEqual([{ kind: 'venue', name: 'a', is: 'changed', of: ['fees'] }])
    expect(other('rate: 4/1s', 'rate: 5/1s, margin: isolated, leverage: 3')).toEqual([
      { kind: 'venue', name: 'a', is: 'changed', of: ['leverage', 'margin', 'rate'] },
    ])
    expect(other('[a, b]', '[a]')).toEqual([{ kind: 'venue', name: 'b', is: 'gone', of: [] }])
    expect(other('strategy small', 'strategy tiny')).toEqual([
      { kind: 'strategy', name: 'tiny', is: 'changed', of: ['name'] },
    ])
  })
})
