import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { bind } from '../../runtime/market/bind/bind.ts'
import { readManifest } from '../../runtime/market/manifest/read.ts'
import { openMarket } from '../../runtime/market/recorded/open.ts'
import { compileText } from '../compiler/harness.ts'
import { follow, type PlainBook } from '../runtime/market/captured_books.ts'
import { folder } from '../runtime/market/fixture.ts'
import { shared } from '../shared.ts'

const source = (levels: number, asset = 'BTC') => `strategy books in USDT
use std.book (imbalance, microprice, depth, vwap, slippage, roundtrip)
venue x = socket.binance { fees: { maker: 2bps, taker: 5bps }, silent: 1h, levels: ${levels} }
let i = x[${asset}/USDT]
feature imb5     = imbalance(i.book, levels: 5)
feature imb_band = imbalance(i.book, within: 10bps)
feature micro    = microprice(i.book)
feature deep     = depth(i.book, both, 5%)
feature near     = depth(i.book, ask, 0.1%)
feature paid     = vwap(i.book, buy, 10 ${asset})
feature got      = vwap(i.book, sell, 1_000_000 USDT)
feature moving   = vwap(i.book, buy, i.book.bid_size * 3)
feature slip     = slippage(i.book, sell, 10 ${asset})
feature round    = roundtrip(i, 100_000 USDT)
`
const names = ['deep', 'got', 'imb5', 'imb_band', 'micro', 'moving', 'near', 'paid', 'round', 'slip']

async function opened(graph: Graph, capture = 'spot_btcusdt') {
  const file = join(shared!, `data/hftbacktest/binance_${capture}_20240808.jsonl.gz`)
  const manifest = `market: m\nfeeds: [{ venue: x, instrument: ${graph.instruments[0]!.symbol}, reader: binance_ws, file: ${file} }]`
  const { binding } = bind(graph, (await readManifest(await folder({ 'manifest.yaml': manifest }))).manifest!)
  expect(binding!.absentStreams).toEqual([])
  return (await openMarket(binding!)).market!
}

/** Of each output the last value, NaN while it has none. */
function watched(graph: Graph, make: typeof wasm) {
  const last = new Map(names.map(name => [name, Number.NaN]))
  const ticks = new Map(names.map(name => [name, 0]))
  const engine = make(graph, (output, _, __, ticked, [value]) => {
    const { name } = graph.outputs[output]!
    last.set(name, value!)
    if (ticked) ticks.set(name, ticks.get(name)! + 1)
  })
  return { engine, last, ticks }
}

describe.skipIf(!shared)('the books of a capture', () => {
  const captured = [
    ['spot_btcusdt', 'BTC', 3_449],
    ['usdm_ethusdt', 'ETH', 6_580],
  ] as const
  const long = { timeout: 120_000 }
  test.each(captured)('%s: what a plain map of the same prices says, in both evaluators', long, async (...of) => {
    const [capture, asset, events] = of
    const { graph } = compileText(source(20_000, asset))
    const market = await opened(graph!, capture)
    const runs = [watched(graph!, interpret), watched(graph!, wasm)]
    let plain: PlainBook
    let books = 0
    let valid = 0
    for await (const chunk of market.events) {
      for (const event of chunk) {
        for (const { engine } of runs) engine.event(event)
        if (event.stream !== 'book') continue
        plain = follow(plain, event)
        if (plain) valid++
        if (++books % 40 !== 1) continue
        const wanted = answers(plain)
        expect([...runs[1]!.last], `book event ${books}`).toEqual([...runs[0]!.last])
        for (const name of names) {
          const found = runs[0]!.last.get(name)!
          expect(difference(found, wanted[name]!), `${name} at book event ${books}: ${found}`).toBeLessThan(1e-12)
        }
      }
    }
    expect([books, valid]).toEqual([events, events])
    for (const { ticks } of runs) expect(ticks).toEqual(new Map(names.map(name => [name, events])))
  })

  test('that keep few levels say the same or nothing', long, async () => {
    const { graph } = compileText(source(500))
    const market = await opened(graph!)
    const { engine, last } = watched(graph!, wasm)
    let plain: PlainBook
    let books = 0
    const present = new Map(names.map(name => [name, 0]))
    for await (const chunk of market.events) {
      for (const event of chunk) {
        engine.event(event)
        if (event.stream !== 'book') continue
        plain = follow(plain, event)
        if (++books % 200 !== 1) continue
        const wanted = answers(plain)
        for (const name of names) {
          const found = last.get(name)!
          if (Number.isNaN(found)) continue
          present.set(name, present.get(name)! + 1)
          expect(difference(found, wanted[name]!), `${name} at book event ${books}`).toBeLessThan(1e-12)
        }
      }
    }
    // Of 18 looks. The price rose, and fell again below the worst bid that was kept.
    expect(Object.fromEntries(present)).toEqual({
      ...{ deep: 0, near: 14, imb5: 13, imb_band: 6, micro: 13 },
      ...{ got: 10, paid: 17, moving: 13, round: 13, slip: 12 },
    })
  })
})

/** Relative, of shares near 0 to a thousandth; two that are absent do not differ. */
function difference(a: number, b: number): number {
  return Number.isNaN(a) && Number.isNaN(b) ? 0 : Math.abs(a - b) / Math.max(Math.abs(b), 1e-3)
}

/** What the strategy asks, of a map of prices. */
function answers(book: PlainBook): Readonly<Record<string, number>> {
  if (!book) return Object.fromEntries(names.map(name => [name, Number.NaN]))
  const side = (sign: number) =>
    [...book]
      .flatMap(([key, size]) => (key.startsWith(`${sign} `) ? [[Number(key.split(' ')[1]), size] as const] : []))
      .sort(([a], [b]) => sign * (b - a))
  const [bids, asks] = [side(1), side(-1)]
  const [[bid, bidSize], [ask, askSize]] = [bids[0]!, asks[0]!]
  const sum = (levels: typeof bids) => levels.reduce((all, [, size]) => all + size, 0)
  const lean = (b: number, a: number) => (b - a) / (b + a)
  const above = (share: number) => sum(bids.filter(([price]) => price >= bid * (1 - share)))
  const below = (share: number) => sum(asks.filter(([price]) => price <= ask * (1 + share)))
  const worth = (levels: typeof bids, quantity: number) => {
    let [left, all] = [quantity, 0]
    for (const [price, size] of levels) {
      const taken = Math.min(size, left)
      all += taken * price
      left -= taken
    }
    return left > 0 ? Number.NaN : all
  }
  const bought = (levels: typeof bids, amount: number) => {
    let [left, all] = [amount, 0]
    for (const [price, size] of levels) {
      const taken = Math.min(size, left / price)
      all += taken
      left -= taken * price
    }
    return left > 1e-6 ? Number.NaN : all
  }
  const lot = bought(asks, 100_000)
  return {
    imb5: lean(sum(bids.slice(0, 5)), sum(asks.slice(0, 5))),
    imb_band: lean(above(0.001), below(0.001)),
    micro: (bid * askSize + ask * bidSize) / (bidSize + askSize),
    deep: above(0.05) + below(0.05),
    near: below(0.001),
    paid: worth(asks, 10) / 10,
    got: 1_000_000 / bought(bids, 1_000_000),
    moving: worth(asks, bidSize * 3) / (bidSize * 3),
    slip: 1 - worth(bids, 10) / 10 / bid,
    round: 1 - (worth(bids, lot) * 0.9995) / (worth(asks, lot) * 1.0005),
  }
}
