import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Graph, Op } from '../../../compiler/ir/graph.ts'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { folder, graphOf, ticker, told } from './fixture.ts'

async function market(feeds: readonly string[], more = '') {
  const lines = feeds.map(text => {
    const [venue, ...symbol] = text.split(' ')
    return `  - { venue: ${venue}, instrument: ${symbol.join(' ')}, reader: binance_ws, file: a.jsonl }`
  })
  const path = await folder({ 'a.jsonl': ticker(0), 'm.yaml': `market: m\nfeeds:\n${lines.join('\n')}\n${more}` })
  return (await readManifest(join(path, 'm.yaml'))).manifest!
}

test('feeds are bound by name; of other venues left out; unread instruments keep their venue alive', async () => {
  const graph = graphOf(['spot BTC/USDT', 'usdm BTC/USDT perp'])
  const manifest = await market([
    'usdm BTC/USDT perp',
    'spot ETH/USDT',
    'spot BTC/USDT',
    'okx BTC/USDT',
    'spot BTC/USDT',
  ])
  const { binding, diagnostics } = bind(graph, manifest)
  expect(diagnostics).toEqual([])
  expect(binding?.feeds.map(f => [f.feed.venue, f.venue, f.instrument])).toEqual([
    ['usdm', 1, 1],
    ['spot', 0, undefined],
    ['spot', 0, 0],
    ['spot', 0, 0],
  ])
  expect(binding).toMatchObject({ absentStreams: [], assumed: [] })
  expect(binding?.graph).toBe(graph)
})

test('what lacks is one error that lists both sides', async () => {
  const { binding, diagnostics } = bind(
    graphOf(['kraken BTC/USD', 'spot BTC/USDT', 'spot BTC/USDT perp']),
    await market(['spot BTC/USDT', 'spot ETH/USDT']),
  )
  expect(binding).toBeUndefined()
  expect(diagnostics.map(d => told(d))).toEqual([
    'HVT4040 the market `m` has no feed of `kraken BTC/USD`, `spot BTC/USDT perp` | the strategy reads `kraken BTC/USD`, `spot BTC/USDT`, `spot BTC/USDT perp`; the market has `spot BTC/USDT`, `spot ETH/USDT` | add the feeds, or call venue and instrument the same in the strategy and in the manifest',
  ])
})

test('streams that no reader of the instrument carries are listed', async () => {
  const plain = graphOf(['spot BTC/USDT'])
  const instruments = [{ ...plain.instruments[0]!, streams: ['quote', 'funding'] }] as unknown as Graph['instruments']
  const { binding } = bind({ ...plain, instruments }, await market(['spot BTC/USDT']))
  expect(binding?.absentStreams).toEqual([{ instrument: 0, streams: ['funding'] }])
})

describe('a peg without a rate', () => {
  const fields = ['bid', 'bid_size', 'ask', 'ask_size', 'origin'] as const
  const sources = (instruments: number[]): Op[] =>
    fields.map(field => ({ op: 'source', stream: 'quote', field, instruments }))
  const strategy = (instruments: number[]) =>
    graphOf(['spot BTC/USDT', 'kraken USDT/USD'], {
      pegs: [{ asset: 'USDT', equals: 'USD', by: 1 }],
      nodes: [
        { op: 'alive', venues: [1] },
        ...sources(instruments),
        { op: 'source', stream: 'quote', field: 'bid', instruments: [0] },
      ],
    })

  test('is an error that says how to assume it', async () => {
    expect(bind(strategy([1]), await market(['spot BTC/USDT'])).diagnostics.map(d => told(d))).toEqual([
      'HVT4041 the market `m` has no feed of `kraken USDT/USD`, which measures `peg USDT = USD` | add the feed, or say in the manifest `assume: { USDT/USD: 1 }`; the result then says so',
    ])
  })

  test('assumed: constants in place of its quote, never stale', async () => {
    const graph = strategy([1])
    const { binding } = bind(graph, await market(['spot BTC/USDT'], 'assume: { USDT/USD: 0.999 }'))
    expect(binding?.assumed).toEqual([{ instrument: 1, venue: 'kraken', symbol: 'USDT/USD', rate: 0.999 }])
    expect(binding?.graph.nodes.map(n => n.op)).toEqual([
      graph.nodes[0]!.op,
      ...[0.999, null, 0.999, null, 8.64e15].map(value => ({ op: 'table', values: [value] })),
      graph.nodes[6]!.op,
    ])
    expect(binding?.graph.nodes.slice(1, 6).every(n => n.inputs.length === 0 && n.stream === 'constant')).toBe(true)
    expect(binding?.graph.instruments).toBe(graph.instruments)
  })

  test('data win over an assumption', async () => {
    const graph = strategy([1])
    const { binding } = bind(graph, await market(['spot BTC/USDT', 'kraken USDT/USD'], 'assume: { USDT/USD: 1 }'))
    expect(binding).toMatchObject({ assumed: [], feeds: [{ instrument: 0 }, { instrument: 1 }] })
    expect(binding?.graph).toBe(graph)
  })

  test('read for more than the peg: no assumption helps', async () => {
    const manifest = await market(['spot BTC/USDT'], 'assume: { USDT/USD: 1 }')
    expect(bind(strategy([1, 0]), manifest).diagnostics.map(d => told(d))).toEqual([
      'HVT4042 `assume` cannot stand for `kraken USDT/USD`: the strategy reads it for more than a peg | add a feed of it, or leave it out of the universe that the strategy reads',
    ])
  })
})
