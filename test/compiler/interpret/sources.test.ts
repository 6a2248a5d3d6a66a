import { describe, expect, test } from 'vitest'
import { Building, heartbeat, lines, quote, running, trade } from './build.ts'

const NO = Number.NaN

/** One venue, silent after 10 µs. Outputs: 0 alive, 1 bid, 2 origin, 3 trade price. */
function market() {
  const b = new Building([10, 10])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [instrument], alive)
  const origin = b.source('quote', 'origin', [instrument], alive)
  const price = b.source('trades', 'price', [instrument], alive)
  for (const node of [alive, bid, origin, price]) b.watch(node)
  return b.build()
}

describe('sources', () => {
  test('a quote ticks when a price or size changes, all its fields alike; its origin may change without', () => {
    const told = lines(market(), [
      quote(1, [5, 1, 6, 1]),
      quote(2, [5, 1, 6, 1]),
      quote(3, [5, 1, 6, 2]),
      quote(3, [5, 1, 6, 2]),
    ])
    expect(told).toEqual(['o0 1 wake 1', 'o1 1 tick 5', 'o2 1 tick 1', 'o2 2 wake 2', 'o1 3 tick 5', 'o2 3 tick 3'])
  })

  test('the first quote ticks whatever it says; absent equals absent', () => {
    const told = lines(market(), [quote(1, []), quote(2, []), quote(3, [5]), quote(4, [NO])])
    expect(told).toEqual([
      'o0 1 wake 1',
      'o2 1 tick 1',
      'o2 2 wake 2',
      'o1 3 tick 5',
      'o2 3 tick 3',
      'o1 4 wake –',
      'o2 4 tick 4',
    ])
  })

  test('every trade ticks, equal or not; what is not finite is absent', () => {
    const told = lines(market(), [trade(1, 5), trade(1, 5), trade(2, Number.POSITIVE_INFINITY)])
    expect(told).toEqual(['o0 1 wake 1', 'o3 1 tick 5', 'o3 1 tick 5', 'o3 2 wake –'])
  })

  test('events of instruments and streams that nobody reads show life only', () => {
    const told = lines(market(), [trade(1, 5, { instrument: 7 }), trade(2, 5, { venue: 1, instrument: 8 })])
    expect(told).toEqual(['o0 1 wake 1'])
  })
})

describe('silence', () => {
  test('a venue dies when its silence is exactly as long as declared, and its values with it', () => {
    const graph = market()
    const events = [quote(1, [5]), heartbeat(5)]
    expect(lines(graph, events, 15)).toEqual(['o0 1 wake 1', 'o1 1 tick 5', 'o2 1 tick 1'])
    expect(lines(graph, events, 16).slice(3)).toEqual(['o0 15 wake 0', 'o1 15 wake –', 'o2 15 wake –'])
  })

  test('a message at the very time of death keeps it alive', () => {
    expect(lines(market(), [quote(1, [5]), heartbeat(11), heartbeat(21)]).slice(3)).toEqual([])
  })

  test('the death of one venue takes effect in the step of an event of another', () => {
    const { evaluator, reports } = running(market())
    evaluator.event(quote(1, [5]))
    reports.length = 0
    evaluator.event(heartbeat(11, 1))
    expect(reports.map(({ output, now }) => [output, now])).toEqual([
      [0, 11],
      [1, 11],
      [2, 11],
    ])
    expect(evaluator.steps).toEqual({ events: 2, timers: 0 })
  })

  test('after a revival the last values are present again, without a tick', () => {
    const told = lines(market(), [quote(1, [5]), heartbeat(30), quote(31, [5])]).slice(6)
    expect(told).toEqual(['o0 30 wake 1', 'o1 30 wake 5', 'o2 30 wake 1', 'o2 31 wake 31'])
  })

  test('an early look at a deadline that has moved on is no step', () => {
    const { evaluator } = running(market())
    for (const time of [1, 6, 11, 16]) evaluator.event(heartbeat(time))
    evaluator.advance(26)
    expect(evaluator.steps).toEqual({ events: 4, timers: 0 })
    evaluator.advance(27)
    expect(evaluator.steps).toEqual({ events: 4, timers: 1 })
    evaluator.advance(1_000_000)
    expect(evaluator.steps).toEqual({ events: 4, timers: 1 })
  })

  test('before the first event nothing is due', () => {
    const { evaluator, reports } = running(market())
    evaluator.advance(1_000)
    expect([evaluator.steps, reports]).toEqual([{ events: 0, timers: 0 }, []])
  })
})
