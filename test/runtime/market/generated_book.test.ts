import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { bookKinds } from '../../../compiler/ir/streams.ts'
import { generatedStreams, generateMarket } from '../../../runtime/market/generated/generate.ts'
import { compileText } from '../../compiler/harness.ts'
import { follow, type PlainBook } from './captured_books.ts'
import { all, graphOf } from './fixture.ts'

const minute = 60_000_000
const of = (graph: Graph, streams: Graph['instruments'][number]['streams']): Graph => ({
  ...graph,
  instruments: graph.instruments.map(i => ({ ...i, streams })),
})
const names = ['kraken BTC/USD', 'binance ETH/USD perp']

describe('a generated book', async () => {
  const graph = of(graphOf(names), ['quote', 'book'])
  const market = generateMarket(graph, { seed: 11, duration: 10 * minute })
  const events = await all(market.events)
  const books = events.filter(e => e.stream === 'book')

  test('the same seed gives the same bytes, on every machine', () => {
    const digest = createHash('sha256').update(JSON.stringify(books)).digest('hex')
    expect(digest).toBe('555114f0af77512781e898da06ad965797fd1579e2d842cacb17537c3db0f278')
  })

  test('leaves quotes and trades as they are without it', async () => {
    const plain = await all(generateMarket(graphOf(names), { seed: 11, duration: 10 * minute }).events)
    expect(events.filter(e => e.stream !== 'book')).toEqual(plain)
    expect(generatedStreams(graph.instruments[0]!)).toEqual(['quote', 'trades', 'book'])
  })

  test('stands where the quote stands, and has forty levels behind it on each side', () => {
    expect(market.stats.map(s => s.books)).toEqual(market.stats.map(s => s.quotes))
    for (const [instrument] of names.entries()) {
      let book: PlainBook
      let top: readonly number[] = []
      for (const event of events.filter(e => e.instrument === instrument)) {
        if (event.stream === 'quote') top = event.fields
        if (event.stream !== 'book') continue
        expect(event.fields[0]).toBe(book ? bookKinds.changes : bookKinds.snapshot)
        book = follow(book, event)!
        const prices = (side: string) =>
          [...book!.keys()].flatMap(key => (key.startsWith(`${side} `) ? [Number(key.split(' ')[1])] : []))
        const [bids, asks] = [prices('1'), prices('-1')]
        expect([bids.length, asks.length]).toEqual([41, 41])
        const [bid, ask] = [Math.max(...bids), Math.min(...asks)]
        expect([bid, book.get(`1 ${bid}`), ask, book.get(`-1 ${ask}`)]).toEqual(top)
      }
    }
  })

  test('is what a strategy reads', async () => {
    const { graph: reading } = compileText(`strategy s
use std.book (imbalance)
venue a = ccxt.kraken { prices_only: true, silent: 5s }
feature lean = imbalance(a[BTC/USD].book, within: 10bps)
`)
    const values: number[] = []
    const engine = wasm(reading!, (_, __, ___, ticked, [value]) => {
      if (ticked) values.push(value!)
    })
    const { events: chunks, stats } = generateMarket(reading!, { seed: 1, duration: minute })
    engine.batch(await all(chunks))
    expect(values.length).toBe(stats[0]!.books)
    expect(values.filter(value => Math.abs(value) < 1).length).toBe(values.length)
    expect(new Set(values).size).toBeGreaterThan(100)
  })
})
