import { expect, test } from 'vitest'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { graphOf } from '../../property/run.ts'

const text = `strategy sample in USD
use std.candles (period)
venue v = ccxt.kraken { prices_only: true, silent: 1h }
feature low = period(v[BTC/USD].bars(10s), every 30s).low
`

test('a bar that closes with the event of a period is its last one', () => {
  const graph = graphOf(text)
  const lows = new Map<number, number>()
  const engine = interpret(graph, (_output, _instance, now, _ticked, [low]) => lows.set(now / 1e6, low!))
  // A trade in each bar, of 1 USD in the first one, 2 in the second.
  for (let bar = 1; bar <= 12; bar++) {
    const at = (10 * bar - 5) * 1e6
    engine.event({
      received: at,
      origin: at,
      venue: 0,
      instrument: 0,
      stream: 'trades',
      fields: [bar, 1, 1],
    })
  }
  engine.advance(120e6)
  const expected = [Number.NaN, 4, 4, 4, 7, 7]
  expect([60, 70, 80, 90, 100, 110].map(seconds => lows.get(seconds))).toEqual(expected)
})
