import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import { type EvaluatorOf, graphOf } from '../../property/run.ts'
import { expectSeries } from './series.ts'

type Message = readonly [stream: SourceEvent['stream'], ...fields: number[]]

/** What a feature says after each message, one a second from `from` on; the same in both evaluators. */
function told(is: string, messages: readonly Message[], from = 0): readonly number[] {
  const [found, compiled] = [interpret, wasm].map(evaluator => run(is, messages, from, evaluator))
  expect(compiled).toEqual(found)
  return found!
}

function run(is: string, messages: readonly Message[], from: number, evaluator: EvaluatorOf): readonly number[] {
  const graph = graphOf(`strategy s in USDT
use std.flow
use std.time
venue v = ccxt.binanceusdm { prices_only: true, silent: 1000d, rate: 10/1s }
universe symbols = [BTC/USDT perp]
let i = v[BTC/USDT perp]
feature f = ${is}`)
  const values: number[] = []
  const engine = evaluator(graph, (_o, _i, _now, _ticked, columns) => {
    values[values.length - 1] = columns[0]!
  })
  messages.forEach(([stream, ...fields], k) => {
    const received = from + (k + 1) * 1e6
    values.push(values.at(-1) ?? Number.NaN)
    engine.advance(received)
    engine.event({ received, origin: received, venue: 0, instrument: 0, stream, fields })
  })
  return values
}

const none = Number.NaN
const trade = (price: number, signed: number): Message => ['trades', price, Math.abs(signed), Math.sign(signed)]

describe('order flow', () => {
  test('trades without a side are of no side', () => {
    const unknown: Message = ['trades', 10, 6, none]
    const trades = [trade(10, 2), trade(10, 1), unknown, trade(10, -2)]
    expectSeries(told('imbalance(i.trades, 2)', trades), [none, 1, 1, -1 / 3])
    expectSeries(told('imbalance(i.trades, 3s)', trades), [none, none, none, -1 / 3])
  })

  test('what comes to the best prices and what leaves them', () => {
    const found = told('flow_step(i.quote)', [
      ['quote', 100, 5, 101, 4],
      // Three more at the bid; then a better bid of two; then the ask falls with six; then the bid leaves for one of nine.
      ['quote', 100, 8, 101, 4],
      ['quote', 100.5, 2, 101, 4],
      ['quote', 100.5, 2, 100.75, 6],
      ['quote', 100, 9, 100.75, 6],
    ])
    expectSeries(found, [none, 3, 2, -6, -2])
    expectSeries(told('order_flow(i.quote, 2)', [['quote', 100, 5, 101, 4], ['quote', 100, 8, 101, 4], ['quote', 100.5, 2, 101, 4]]), [none, none, 5]) // biome-ignore format: rows
  })

  test('how much a price moves with what is bought', () => {
    // Each unit moves the price by a half, whoever sells.
    const trades = [trade(10, 1), trade(11, 2), trade(9.5, -3), trade(10, 1)]
    expectSeries(told('impact(i.trades.price, i.trades.signed_qty, 3)', trades), [none, none, none, 0.5])
  })

  test('how one-sided volume is', () => {
    // Buckets of 3 and more: bought 2 sold 1; sold 4; bought 2 sold 2.
    const trades = [1, 1, -1, -4, 2, -2].map(signed => trade(10, signed))
    expectSeries(told('vpin(i.trades, 3[BTC], 2)', trades), [none, none, none, 5 / 7, 5 / 7, 4 / 8])
  })

  test('forced trades by their side', () => {
    const forced: readonly Message[] = [['liquidations', 10, 2, 1, 1], ['liquidations', 10, 5, -1, 1], ['liquidations', 10, 1, -1, 1]] // biome-ignore format: rows
    expectSeries(told('signed_liquidations(i.liquidations, 2)', forced), [none, -3, -6])
  })
})

describe('times', () => {
  const trades = [trade(10, 1)]
  const at = (text: string) => Date.parse(text) * 1000 - 1e6
  const said = (is: string, time: string) => told(`(${is}) * (i.trades.qty / i.trades.qty)`, trades, at(time))[0]

  test('of the day', () => {
    expect(said('time_of_day(now)', '2024-03-04T13:45:30Z')).toBe(13.75 * 3600)
    const around = 'if within_day(now, 22h, 2h) then 1 else 0'
    const opening = 'if within_day(now, 13h + 30m, 20h) then 1 else 0'
    const times = ['01:59', '02:00', '13:29', '13:30', '19:59', '20:00', '22:00'].map(time => `2024-03-04T${time}:00Z`)
    expect(times.map(time => said(around, time))).toEqual([1, 0, 0, 0, 0, 0, 1])
    expect(times.map(time => said(opening, time))).toEqual([0, 0, 0, 1, 1, 0, 0])
  })

  test('of the week', () => {
    const days = ['01', '02', '03', '04'].map(day => `2024-03-${day}T12:00:00Z`)
    expect(days.map(day => said('if weekend(now) then 1 else 0', day))).toEqual([0, 1, 1, 0])
  })

  test('until the next funding', () => {
    const start = at('2024-03-04T06:00:00Z')
    const next = Date.parse('2024-03-04T08:00:00Z') * 1000
    const messages: readonly Message[] = [['funding', 1e-4, 1e-4, 8 * 3600, next, 0]]
    expectSeries(told('until_funding(i)', messages, start), [7200])
    expectSeries(told('funding_phase(i)', messages, start), [0.75])
  })
})
