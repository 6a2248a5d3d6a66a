import { expect, test } from 'vitest'
import { lasting, tooShortFor } from '../../cli/backtest/warming.ts'
import { graphOf } from '../property/run.ts'

const minute = 60_000_000
const hour = 60 * minute

const averaged = (bar: string, n: number) =>
  graphOf(`strategy s in USD
venue a = ccxt.kraken { fees: { maker: 1bps, taker: 2bps }, silent: 5s, rate: 10/1s }
let close = a[BTC/USD].bars(${bar}).close
feature average = mean(close, ${n})
signal up when close > average
feature last = a[BTC/USD].trades.price
`)

test('a generated market is half as long again as bars and averages of them warm up, where that is more than usual', () => {
  expect(lasting(averaged('10s', 20))).toBe(30 * minute)
  // The first bar may be half a one: one more than the average takes.
  expect(lasting(averaged('1m', 60))).toBe(91.5 * minute)
  expect(lasting(averaged('5m', 70))).toBe(532.5 * minute)
})

test('one that would take minutes to make is not made: what may have no value is told, and how long would do', () => {
  const graph = averaged('1h', 60)
  expect(lasting(graph)).toBe(30 * minute)
  expect(tooShortFor(graph, 30 * minute)).toEqual([
    'too short for average, up, which may take 2d 13h to warm up: say --duration 92h, or shorten bars and windows by --param',
  ])
  expect(tooShortFor(graph, 92 * hour)).toEqual([])
})
