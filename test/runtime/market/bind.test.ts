import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Graph, Op } from '../../../compiler/ir/graph.ts'
import { bind } from '../../../runtime/market/bind/bind.ts'
import { readManifest } from '../../../runtime/market/manifest/read.ts'
import { folder, graphOf, ticker, told } from './fixture.ts'

async function market(feeds: readonly string[], more = '') {
  const lines = feeds.map((text, i) => {
    const [venue, ...symbol] = text.split(' ')
    const file = feeds.indexOf(text) < i ? 'b.jsonl' : 'a.jsonl'
    return `  - { venue: ${venue}, instrument: ${symbol.join(' ')}, reader: binance_ws, file: ${file} }`
  })
  const path = await folder({
    'a.jsonl': ticker(0),
    'b.jsonl': ticker(0),
    'm.yaml': `market: m\nfeeds:\n${lines.join('\n')}\n${more}`,
  })
  return (await readManifest(join(path, 'm.yaml'))).manifest!
}

test('feeds are bound by name; of other venues left out; unread instruments keep their venue alive', async () => {
  const graph = graphOf(['spot BTC/USDT', 'usdm BTC/USDT perp'])
  const manifest = await market([
    'usdm BTC/USDT perp',
    'spot ETH/USDT',
    'spot BTC/USDT',
    'okx BTC/USDT',
    'spot ETH/USDT',
  ])
  const { binding, diagnostics } = bind(graph, manifest)
  expect(diagnostics).toEqual([])
  expect(binding?.feeds.map(f => [f.feed.venue, f.venue, f.instrument])).toEqual([
    ['usdm', 1, 1],
    ['spot', 0, undefined],
    ['spot', 0, 0],
    ['spot', 0, undefined],
  ])
  expect(binding).toMatchObject({ absentStreams: [], assumed: [] })
  expect(binding?.graph).toBe(graph)
})

test('what lacks is one error that lists each instrument once, by venue, and points at the word `feeds`', async () => {
  const manifest = await market(['spot BTC/USDT', 'spot ETH/USDT'])
  const { binding, diagnostics } = bind(graphOf(['kraken BTC/USD', 'spot BTC/USDT', 'spot BTC/USDT perp']), manifest)
  expect(binding).toBeUndefined()
  const text = readFileSync(manifest.path, 'utf8')
  expect(diagnostics.map(d => told(d, text))).toEqual([
    'HVT4040 the market `m` lacks 2 of the 3 instruments that the strategy reads: `kraken`: BTC/USD; `spot`: BTC/USDT perp [feeds] | the market has `spot`: BTC/USDT, ETH/USDT | add the feeds, or call venue and instrument the same in the strategy and in the manifest',
  ])
})

test('what lacks of many venues stays short', async () => {
  const symbols = ['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'DOT', 'LTC', 'BCH'].map(base => `${base}/USD`)
  const wanted = Array.from({ length: 9 }, (_, v) => symbols.map(symbol => `v${v} ${symbol}`)).flat()
  const { diagnostics } = bind(graphOf([...wanted, 'w BTC/USD']), await market(['spot BTC/USDT']))
  expect(diagnostics.map(d => d.message)).toEqual([
    'the market `m` lacks 73 of the 73 instruments that the strategy reads: `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, and 3 more: ADA/USD, BCH/USD, BTC/USD, DOT/USD, ETH/USD, LTC/USD, and 2 more; `w`: BTC/USD',
  ])
})

test('two feeds that carry the same stream of one instrument', async () => {
  const manifest = await market(['spot BTC/USDT', 'spot ETH/USDT', 'spot BTC/USDT', 'spot ETH/USDT'])
  const { binding, diagnostics } = bind(graphOf(['spot BTC/USDT']), manifest)
  expect(binding).toBeUndefined()
  expect(diagnostics.map(d => told(d))).toEqual([
    'HVT4044 `spot BTC/USDT` has two feeds of its quote: `a.jsonl` and `b.jsonl` | mixed, each event would count twice, or undo what the other file said | keep one of them; files that follow each other are one feed, by what is alike in their names: `day-*.gz`',
  ])
  expect(diagnostics[0]).toMatchObject({
    span: manifest.feeds[2]!.span,
    labels: [{ span: manifest.feeds[0]!.span, text: 'the first' }],
  })
})

test('streams that no reader of the instrument carries are listed', async () => {
  const plain = graphOf(['spot BTC/USDT'])
  const instruments = [{ ...plain.instruments[0]!, streams: ['quote', 'funding'] }] as unknown as Graph['instruments']
  const { binding } = bind({ ...plain, instruments }, await market(['spot BTC/USDT']))
  expect(binding?.absentStreams).toEqual([{ instrument: 0, streams: ['funding'] }])
})

test('or that its feeds say not to have', async () => {
  const given = await market(['spot BTC/USDT'])
  const feeds = given.feeds.map(feed => ({ ...feed, streams: ['quote'] as const }))
  const { binding } = bind(graphOf(['spot BTC/USDT']), { ...given, feeds })
  expect(binding?.absentStreams).toEqual([{ instrument: 0, streams: ['trades'] }])
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

  test('an assumption that stands for nothing is a warning at its place', async () => {
    const more = 'assume: { USDT/USD: 1, USDC/USD: 1 }'
    const manifest = await market(['spot BTC/USDT', 'kraken USDT/USD'], more)
    const { binding, diagnostics } = bind(strategy([1]), manifest)
    expect(binding).toBeDefined()
    const text = readFileSync(manifest.path, 'utf8')
    expect(diagnostics.map(d => `${d.severity} ${told(d, text)}`)).toEqual([
      'warning HVT4045 `assume` names `USDT/USD`, which is not assumed [USDT/USD] | a feed has it, and data count | leave it out',
      'warning HVT4045 `assume` names `USDC/USD`, which is not assumed [USDC/USD] | the strategy measures no peg by it | leave it out',
    ])
    expect(bind(strategy([1]), await market(['spot BTC/USDT'], 'assume: { USDT/USD: 1 }')).diagnostics).toEqual([])
  })

  test('read for more than the peg: no assumption helps', async () => {
    const manifest = await market(['spot BTC/USDT'], 'assume: { USDT/USD: 1 }')
    expect(bind(strategy([1, 0]), manifest).diagnostics.map(d => told(d))).toEqual([
      'HVT4042 `assume` cannot stand for `kraken USDT/USD`: the strategy reads it for more than a peg | add a feed of it, or leave it out of the universe that the strategy reads',
    ])
  })
})
