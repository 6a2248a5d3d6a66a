import { describe, expect, test } from 'vitest'
import { compileText } from '../harness.ts'
import { type Row, saying } from './streams.ts'

const header = `strategy sample in USDT
venue x = ccxt.binanceusdm { fees: { maker: 1bps, taker: 2bps }, silent: 1h, rate: 10/1s }
universe perps = [BTC/USDT perp, ETH/USDT perp]
`
const units = (text: string) => {
  const { graph, diagnostics } = compileText(header + text)
  expect(diagnostics).toEqual([])
  return Object.fromEntries(graph!.outputs.flatMap(o => o.columns.map(c => [c.name || o.name, c.unit])))
}

describe('what a venue says of an instrument', () => {
  test('has the units that the instrument gives it', () => {
    const text = `each i in x[perps] {
  feature carry = i.funding.rate / i.funding.interval
  feature expected = i.funding.predicted - i.funding.paid
  feature due = i.funding.next_at - now
  feature basis = i.mark.price / i.mark.index - 1
  feature change = i.open_interest / first(i.open_interest, 10m by 1s) - 1
  feature open = i.open_interest * i.mark.price
  feature dear = i.borrow.rate / (10% / 365d)
  feature have = i.borrow.available / i.lot
  feature least = i.min_notional / i.tick / i.lot
  feature contracts = i.multiplier
  feature last = i.price / i.tick
  feature forced = sum(i.liquidations.signed_notional, 30s) / sum(i.liquidations.notional, 30s)
  feature told = i.liquidations.coverage
  feature size = round(1_000[USDT] / i.price, i.lot) * i.price
}`
    expect(units(text)).toEqual({
      ...{ carry: '1/s', expected: 'plain', due: 's', basis: 'plain', change: 'plain', open: 'USDT', dear: 'plain' },
      ...{
        have: 'plain',
        least: 'plain',
        contracts: 'plain',
        last: 'plain',
        forced: 'plain',
        told: 'plain',
        size: 'USDT',
      },
    })
  })

  test('is a level that ticks with each message, absent while the venue is silent', () => {
    const text = `${header}let i = x[BTC/USDT perp]
feature open = i.open_interest / 1[BTC]
feature carry = i.funding.predicted / i.funding.interval * 1s
feature step = round_down(12.34[USDT/BTC], i.tick) / 1[USDT/BTC]`
    const perp = 'x BTC/USDT perp'
    const rows: Row[] = [
      [1, perp, 'open_interest', [5]],
      [2, perp, 'open_interest', [5]],
      [3, perp, 'funding', [1e-4, 2e-4, 4, 8e6, Number.NaN]],
      [4, perp, 'listing', [0.5, 0.001, 5, 1]],
    ]
    expect(saying(text, rows, 4_000)).toEqual([
      '1s open tick 5',
      '2s open tick 5',
      '3s carry tick 0.00005',
      '4s step tick 12',
      ...['carry', 'open', 'step'].map(name => `3604s ${name} wake –`),
    ])
  })

  test('liquidations are events with the side of their orders, and sum like trades', () => {
    const text = `${header}let i = x[BTC/USDT perp]
feature forced = sum(i.liquidations.signed_notional, 10s) / 1[USDT]
feature told = i.liquidations.coverage
signal burst = i.liquidations when i.liquidations.notional > 100[USDT]
record burst as bursts { qty: i.liquidations.signed_qty / 1[BTC] }`
    const of = 'x BTC/USDT perp'
    const rows: Row[] = [
      [1, of, 'liquidations', [10, 2, -1, 0.5]],
      [11, of, 'liquidations', [10, 20, 1, 0.5]],
    ]
    expect(saying(text, rows).filter(line => !line.includes('wake'))).toEqual([
      '1s told tick 0.5',
      '11s forced tick 200',
      '11s told tick 0.5',
      '11s bursts tick 11000000 20',
      '11s burst tick',
    ])
  })

  test('an expiry is the beginning of the day in the symbol', () => {
    const text = `${header}universe dated = [BTC/USDT 2026-03-27, BTC/USDT 2028-02-29]
each i in x[dated] { feature left = (i.expiry - (now on every 1d)) / 1d }`
    const { graph, diagnostics } = compileText(text)
    expect(diagnostics).toEqual([])
    const days = graph!.nodes.flatMap(({ op }) => (op.op === 'table' ? [op.values] : []))
    expect(days).toEqual([[1_774_569_600_000_000, 1_835_395_200_000_000]])
  })
})

describe('the common lot of two instruments', () => {
  test.each([
    [1, 0.001, 1],
    [0.001, 1e-8, 0.001],
    [0.4, 0.3, 1.2000000000000002],
    [5, 2, 10],
    [0.1, 0.1, 0.1],
    [11, 13, '–'],
  ])('of %d and %d is %s', (one, other, common) => {
    const text = `${header.replace('\n', '\nuse std.book (common_lot)\n')}venue y = ccxt.bybit { fees: { taker: 1bps }, silent: 1h }
feature lot = common_lot(x[BTC/USDT perp], y[BTC/USDT perp]) / 1[BTC]`
    const rows: Row[] = [
      [1, 'x BTC/USDT perp', 'listing', [0.1, one, 5, 1]],
      [2, 'y BTC/USDT perp', 'listing', [0.1, other, 5, 1]],
    ]
    expect(saying(text, rows).at(-1)).toBe(`2s lot ${common === '–' ? 'wake' : 'tick'} ${common}`)
  })
})

describe('a session', () => {
  const text = `strategy day in USD
venue nyse = ibkr.equities { fees: { taker: 1bps }, silent: 1d, rate: 10/1s }
let t = nyse[SPY/USD]
let day = t.session
`
  const spy = (at: number, price: number): Row => [at, 'nyse SPY/USD', 'trades', [price, 1, 1]]
  const session = (at: number, open: number, close: number): Row => [at, 'nyse', 'session', [open * 1e6, close * 1e6]]

  test('has an age and an end, for which conditions wait', () => {
    const rows = [session(10, 10, 70), spy(20, 5)]
    const said = saying(`${text}signal early when day.age >= 30s\nsignal late when nyse.session.left < 15s`, rows, 200)
    expect(said.filter(line => line.includes('tick'))).toEqual(['40s early tick', '55.000001s late tick'])
  })

  test('is where windows begin anew', () => {
    const rows = [session(10, 10, 70), spy(20, 5), spy(30, 9), spy(40, 7), session(110, 110, 170), spy(120, 3)]
    const said = saying(`${text}feature high = max(t.trades.price, since(day.open)) / 1[USD/SPY]`, rows)
    expect(said.filter(line => line.includes('tick'))).toEqual([
      '20s high tick 5',
      '30s high tick 9',
      '40s high tick 9',
      '120s high tick 3',
    ])
    const since = saying(`${text}signal later when since(day.open) > 30s`, rows, 200)
    expect(since.filter(line => line.includes('tick'))).toEqual(['40.000001s later tick', '140.000001s later tick'])
  })

  test('has a first bar', () => {
    const rows = [
      spy(5, 5),
      session(10, 10, 70),
      ...[15, 25, 35, 45].map(at => spy(at, at)),
      session(62, 62, 90),
      spy(63, 63),
    ]
    const said = saying(
      `${text}let bar = t.bars(10s)\nfeature r = if bar.first_of_session then 0 else bar.close / prev(bar.close, 1)`,
      rows,
      75,
    )
    expect(said.filter(line => line.includes('tick'))).toEqual([
      '20s r tick 0',
      '30s r tick 1.6666666666666667',
      '40s r tick 1.4',
      '50s r tick 1.2857142857142858',
      '60s r tick 1',
      '70s r tick 0',
    ])
  })

  test('is its venue’s: all instruments have one', () => {
    const two = `${text}signal up when broken and t.session.left > nyse.session.left\nlet broken = nyse[QQQ/USD].session.age > 1s`
    const { graph, diagnostics } = compileText(two)
    expect(diagnostics).toEqual([])
    expect(graph!.instruments.map(i => [i.symbol, i.streams])).toEqual([['', ['session']]])
  })
})

describe('the latency of a venue', () => {
  test('is that of its last message of any stream, while it is heard', () => {
    const text = `strategy sample in USD
venue a = ccxt.kraken { fees: { taker: 1bps }, silent: 5s, rate: 10/1s }
venue b = ccxt.kraken { fees: { taker: 1bps }, silent: 1h, rate: 10/1s }
universe venues = [a, b]
each v in venues { feature latency = v.latency }
signal slow when a.latency > 2s
feature usual = mean((b.latency on every 10s), 2)
feature bid = a[BTC/USD].quote.bid
feature qty = a[BTC/USD].trades.qty`
    const rows: Row[] = [
      [4, 'b', 'trades', [], 3],
      [5, 'a BTC/USD', 'trades', [1, 2, 1], 4.5],
      [6, 'a BTC/USD', 'quote', [1, 2, 3, 4], 3],
      [15, 'b', 'trades', [], 15],
    ]
    const said = saying(text, rows, 30)
    expect(said.filter(line => !/bid|qty/.test(line))).toEqual([
      '4s latency[a] wake –',
      '4s latency[b] wake 1',
      '5s latency[a] wake 0.5',
      '6s latency[a] wake 3',
      '6s slow tick',
      '10s usual wake –',
      '11s latency[a] wake –',
      '15s latency[b] wake 0',
      '20s usual tick 0.5',
    ])
  })
})
