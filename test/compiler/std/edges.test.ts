import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { type EvaluatorOf, graphOf } from '../../property/run.ts'
import { flat, overBars } from './bars.ts'
import { expectSeries } from './series.ts'

const none = Number.NaN
const hour = 3_600_000_000

const closesOf = (is: string, closes: readonly number[]) => overBars(`feature f = ${is}`, flat(closes)).f!

describe('bars of the language that close in the step of an event', () => {
  /** High, low and close of a period of trades at 100, 101, 102 …, one in the middle of each `spacing`, before each of them. */
  function periods(is: string, spacing: number, from: number, length: number): readonly (readonly number[])[] {
    const [found, compiled] = [interpret, wasm].map(evaluator => run(is, spacing, from, length, evaluator))
    expect(compiled).toEqual(found)
    return found!
  }

  function run(is: string, spacing: number, from: number, length: number, evaluator: EvaluatorOf) {
    const graph = graphOf(`strategy s in USD
use std.candles
venue v = ccxt.kraken { prices_only: true, silent: 20d, rate: 100/1s }
let i = v[BTC/USD]
feature p = ${is}`)
    const last = [none, none, none]
    const engine = evaluator(graph, (o, _i, _now, _ticked, columns) => {
      last[o] = columns[0]!
    })
    return Array.from({ length }, (_, k) => {
      const received = from + k * spacing + spacing / 2
      engine.advance(received)
      const before = [...last]
      engine.event({ received, origin: received, venue: 0, instrument: 0, stream: 'trades', fields: [100 + k, 1, 1] })
      return before
    })
  }

  test('the last day, of hours', () => {
    const found = periods('period(i.bars(1h), every 1d)', hour, Date.parse('2024-01-01T00:00:00Z') * 1000, 80)
    // The bar of 23:00 closes with the day, and is the last one of it.
    expect(found[48]).toEqual([none, none, none])
    expect(found[49]).toEqual([147, 124, 147])
    expect(found[72]).toEqual([147, 124, 147])
    expect(found[73]).toEqual([171, 148, 171])
  })

  test('the last month, of days', () => {
    const of = 'period(i.bars(1d), monthly(1, 00:00))'
    const found = periods(of, 24 * hour, Date.parse('2024-01-20T00:00:00Z') * 1000, 60)
    // February has the bars 12 to 40.
    expect(found[41]).toEqual([none, none, none])
    expect(found[42]).toEqual([140, 112, 140])
  })

  test('the last second, of times that are no whole seconds', () => {
    const found = periods('period(i.bars(100ms), every 1s)', 100_000, 1_700_000_000_000_000, 60)
    expect(found[21]).toEqual([119, 110, 119])
    expect(found[31]).toEqual([129, 120, 129])
  })
})

describe('what is in parts of a whole', () => {
  const parts = ['rsi(c, 3)', 'mfi(b, 3)', 'raw_stoch(b, 3)', 'stoch_rsi(c, 3, 2).k', 'stc(c, 3, 2, 4)']

  const upwards = Array.from({ length: 300 }, (_, i) => 100 + i * i * 0.37 + Math.sin(i * i) / 7)
  const wavering = upwards.map((_, i) => 100 + i * 0.37 + (Math.sin(i * i) + 0.9) * 3)

  test.each(parts)('%s is never beyond 100', is => {
    for (const closes of [upwards, wavering]) {
      expect(closesOf(is, closes).filter(value => value > 100 || value < 0)).toEqual([])
    }
  })
})

describe('values that are unusual', () => {
  test('an average that begins with 0 follows what comes', () => {
    expectSeries(closesOf('mcginley(c, 5)', [0, 0, 1, 2]), [0, 0, 1, 1 + 1 / 48])
    // A fall to a tenth is followed at once, and not beyond.
    expectSeries(closesOf('mcginley(c, 5)', [10, 1, 1]), [10, 1, 1])
  })

  test('the angle of any tangent', () => {
    const tangents = [1e-300, 1, 1e8, 1e9, 3e9, 1e154, 1e300, -1e300]
    expectSeries(closesOf('atan(c * 1[SPY/USD])', tangents), tangents.map(Math.atan), { relative: 1e-15 })
  })

  test('volatility of returns that are known, over the time of these', () => {
    // From and to 0 there is no return, and it took ten hours.
    const bars = flat([1, 2, 4, 0, 1, 2]).map((bar, i) => ({ ...bar, at: bar.at + (i < 3 ? 0 : 36_000) }))
    const { f } = overBars('feature f = realised_vol(c, 2) * sqrt(1h)', bars)
    expectSeries(f!, [none, none, Math.LN2, Math.LN2, Math.LN2, Math.LN2])
  })
})
