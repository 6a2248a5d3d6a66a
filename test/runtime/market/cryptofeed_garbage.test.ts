import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MarketFault } from '../../../runtime/market/market.ts'
import { frame, readText } from './cryptofeed.ts'
import { bybit, coinbase, kraken, okx, okxNumbered } from './dialects.ts'
import { generated, send } from './plain_exchange.ts'

const btc = { instId: 'BTC-USDT', product_id: 'BTC-USD' }
const others = {
  kraken: [
    [7, [['100.0', '2.0', '1700000000.000123', 's', 'l', '']], 'trade', 'XBT/USD'],
    [7, { a: ['101.0', 1, '1.5'], b: ['100.0', 3, '3.5'] }, 'ticker', 'XBT/USD'],
  ],
  okx: [
    { arg: { channel: 'trades', ...btc }, data: [{ px: '1', sz: '5', side: 'sell', ts: '1700000000005' }] },
    { arg: { channel: 'tickers', ...btc }, data: [{ bidPx: '1', askPx: '2', ts: '1700000000005' }] },
  ],
  coinbase: [
    {
      channel: 'market_trades',
      sequence_num: 5,
      events: [
        { type: 'update', trades: [{ ...btc, price: '1', size: '1', time: '2023-11-14T22:13:20Z', side: 'BUY' }] },
      ],
    },
    { channel: 'ticker', sequence_num: 6, events: [{ tickers: [{ ...btc, best_bid: '1', best_ask: '2' }] }] },
  ],
  bybit: [
    { topic: 'publicTrade.BTCUSDT', ts: 5, data: [{ T: 5, S: 'Buy', v: '1', p: '1' }] },
    { topic: 'tickers.BTCUSDT', type: 'delta', ts: 5, data: { bid1Price: '1', markPrice: '1', fundingRate: '0' } },
  ],
}
const dialects = [
  ['Kraken', kraken, others.kraken],
  ['OKX', okx, others.okx],
  ['OKX with numbers', okxNumbered, others.okx],
  ['Coinbase', coinbase, others.coinbase],
  ['Bybit', bybit, others.bybit],
] as const

/** Puts something else in the place of the n-th value within a value. */
function replaced(value: unknown, n: number, by: unknown): unknown {
  let left = n
  const walk = (one: unknown): unknown => {
    if (left-- === 0) return by
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(value)
}

test.each(dialects)('%s: whatever stands in a message, it is an event or is refused', async (_, dialect, more) => {
  let chance = 0
  const { sent } = send(
    dialect,
    generated(6, () => (chance = (chance + 0.137) % 1)),
    4,
  )
  const lines = [...sent.map(dialect.line), ...more.map(message => frame(400, message))]
  const odd = fc.oneof(fc.constantFrom(null, true, -1, 0, '', 'x', '1e400', [], [[]], [null], {}), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(fc.nat(lines.length - 1), fc.nat(40), odd, async (at, n, by) => {
      const line = JSON.parse(lines[at]!)
      const text = JSON.stringify({ ...line, data: JSON.stringify(replaced(JSON.parse(line.data), n, by)) })
      try {
        const { events } = await readText(dialect.reader, lines.with(at, text), dialect.feed)
        const numbers = events.flatMap(({ received, stamp = 0, fields }) => [received, stamp, ...fields])
        expect(numbers.filter(n => typeof n !== 'number' || Math.abs(n) === Number.POSITIVE_INFINITY)).toEqual([])
      } catch (error) {
        if (!(error instanceof MarketFault)) throw error
      }
    }),
    { numRuns: 100 },
  )
})
