import { describe, expect, test } from 'vitest'
import { type Move, told } from './told.ts'

const q = (seconds: number, value?: number): Move => [seconds, 'b BTC/USD', value]

describe('scan', () => {
  test('starts with its start, moves at ticks, stays while something is absent', () => {
    const text = 'let s = scan({ n: 0, sum: 0 }, s -> { n: s.n + 1, sum: s.sum + x })   feature mean = s.sum / s.n'
    expect(told(text, [q(1, 2), q(2, 4), q(3), q(4, 6), q(4, 6)])).toEqual([
      '1s mean tick 2',
      '2s mean tick 3',
      '3s mean wake 3',
      '4s mean tick 4',
    ])
  })

  test('a single number; all of the next state is made of the present one', () => {
    expect(told('feature n = scan(10, n -> n - x)', [q(1, 1), q(2, 4)])).toEqual(['1s n tick 9', '2s n tick 5'])
    const swap = 'feature f = scan({ a: 1, b: 2 }, s -> { a: s.b + 0 * x, b: s.a })'
    expect(told(swap, [q(1, 1), q(2, 2)]).map(line => line.slice(3))).toEqual([
      ...['f.a tick 2', 'f.b tick 1'],
      ...['f.a tick 1', 'f.b tick 2'],
    ])
  })

  test('a scan inside the body of another', () => {
    const text = 'feature f = scan(0, n -> n + scan(0, m -> m + x))'
    expect(told(text, [q(1, 1), q(2, 2), q(3, 3)])).toEqual(['1s f tick 1', '2s f tick 4', '3s f tick 10'])
  })

  test('units of the state follow from its start and its next value', () => {
    const text = `each s in symbols { let p = b[s].quote.bid
      feature top = scan(0, m -> max(m, p)) / p
      feature paid = scan({ usd: 0 USD, n: 0 }, k -> { usd: k.usd + b[s].trades.notional, n: k.n + 1 }) }`
    const moves: Move[] = [q(1, 8), q(2, 4), [3, 'b BTC/USD trade', 5]]
    expect(told(text, moves)).toEqual([
      ...['1s top[BTC/USD] tick 1', '2s top[BTC/USD] tick 2'],
      ...['3s paid.usd[BTC/USD] tick 5', '3s paid.n[BTC/USD] tick 1'],
    ])
  })

  test('a scalar Kalman filter finds the slope of two series', () => {
    const text = `let y = log(b[BTC/USD].quote.bid / 1[USD/BTC])   let z = log(b[BTC/USD].quote.ask / 1[USD/BTC])
      let kf = scan({ beta: 1, p: 1, e: 0, s: 1 }, k -> {
        let p = k.p + 1e-5
        let e = y - k.beta * z
        let s = z * z * p + 1e-3
        return { beta: k.beta + p * z / s * e, p: p - p * p * z * z / s, e, s }
      })
      feature beta = kf.beta`
    const bids = Array.from({ length: 60 }, (_, i) => 100 + 10 * Math.sin(i))
    let [beta, p] = [1, 1]
    const expected = bids.map(bid => {
      const [y, z] = [Math.log(bid), Math.log(bid + 1)]
      const wide = p + 1e-5
      const s = z * z * wide + 1e-3
      beta += ((wide * z) / s) * (y - beta * z)
      p = wide - (wide * wide * z * z) / s
      return beta
    })
    const found = told(
      text,
      bids.map((bid, i) => q(i, bid)),
    ).map(line => Number(line.split(' ').at(-1)))
    expect(found).toHaveLength(60)
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12)
    })
  })
})
