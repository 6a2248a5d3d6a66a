import { expect, test } from 'vitest'
import { compile } from '../../../compiler/compile.ts'
import { read, verdicts } from './run.ts'

const making = `strategy making in USDT
use std.book (imbalance)
venue x = ccxt.binanceusdm { fees: { maker: 2bps, taker: 5bps }, silent: 3s, rate: 500/1s }
universe perps = [BTC/USDT perp, ETH/USDT perp]
param clip = 1_000 USDT
each i in x[perps] {
  let lean = i.quote.mid / i.mark.price - 1
  feature skew = imbalance(i.book, levels: 5)
  feature forced = sum(i.liquidations.signed_qty, 2s)
  cycle trend {
    state flat { target position(i) = 0 as ioc   to making when present(lean) for 1s }
    state making {
      quote bid on i at i.quote.bid * (1 + lean) - i.tick size clip when position(i).notional < 5 * clip
      quote ask on i at i.quote.ask * (1 + lean) + i.tick size clip
      to flat absent 30s
    }
  }
}
risk { limit gross <= 20_000 USDT   limit orders <= 50 per 1s   halt when drawdown > 5% }
`
const quotes = 'given x[BTC/USDT perp].quote: [0s { bid: 100, ask: 101 }, 1s { bid: 100, ask: 101.5 }]'

test('a book is its levels, from the best price on, in whatever order they are written; size 0 is no level', () => {
  const body = `given x[BTC/USDT perp].book: [0s { bids: [[99, 1], [100, 3]], asks: [[101, 2]] }, 1s { bids: [[100, 3]], asks: [[101, 0]] }]
    expect abs(skew[BTC/USDT perp] - 1 / 3) < 1e-12 at 0s
    expect skew[BTC/USDT perp] == 1 at 1s
    expect present(skew[BTC/USDT perp]) at 4s`
  expect(verdicts(making, body)).toEqual(['ok', 'ok', 'false at 4s: skew[BTC/USDT perp] = null'])
})

test('single numbers of a market, and what else a venue says', () => {
  const body = `given x[BTC/USDT perp].tick = 0.1   given x[BTC/USDT perp].mark: [0s { price: 100.5 }]   ${quotes}
    expect working(trend[BTC/USDT perp], bid).price == 99.9[USDT/BTC] at 1s
    expect count(working(trend[BTC/USDT perp])) == 2 at 1s
    expect count(working(trend[BTC/USDT perp])) == 0 at 4s`
  expect(verdicts(making, body)).toEqual([
    'false at 1s: working(trend[BTC/USDT perp], bid).price = 100.14875621890548',
    'ok',
    'ok',
  ])
  const liquidated = 'given x[BTC/USDT perp].liquidations: [0s sell 2 @ 99, 1s buy 3 @ 98, 2s sell 1 @ 98]'
  expect(verdicts(making, `${liquidated} expect forced[BTC/USDT perp] == 2 BTC at 2s`)).toEqual(['ok'])
})

test('long at the cap: what the account holds decides', () => {
  const body = `given position(x[BTC/USDT perp]).notional = 10_000 USDT   given lean = 0.5bps   ${quotes}
    given x[BTC/USDT perp].tick = 0.1
    expect count(working(trend[BTC/USDT perp], bid)) == 0 until 2s
    expect count(working(trend[BTC/USDT perp], ask)) == 1 at 1s`
  expect(verdicts(making, body)).toEqual(['ok', 'ok'])
})

test.each([
  [
    '{ bids: [[100, 3]], offers: [] }',
    '`given` of a book wants `{ bids: [[price, size]], asks: [[price, size]] }`, found something else',
  ],
  [
    '{ bids: [[100]] }',
    '`given` of a book wants `{ bids: [[price, size]], asks: [[price, size]] }`, found something else',
  ],
  ['{ bids: [[100 USDT, 3]] }', '`100 USDT` is in USDT, and stands for a value in USDT/BTC'],
])('a book that is none: %s', (levels, message) => {
  const text = `${making}test "t" { given x[BTC/USDT perp].book: [0s ${levels}]   expect skew[BTC/USDT perp] > 0 at 1s }`
  expect(compile({ path: 's.hvt', text }, { read }).diagnostics.map(d => d.message)).toEqual([message])
})
