import { describe, expect, test } from 'vitest'
import { Building, heartbeat, lines, quote, running } from './build.ts'

/** Bid fresh for so many seconds (of a param); the venue is never silent. */
function freshness(seconds: number) {
  const b = new Building([1_000_000_000])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [instrument], alive)
  const origin = b.source('quote', 'origin', [instrument], alive)
  const fresh = b.node({ op: 'fresh' }, [bid, origin, b.param(seconds)])
  return { b, bid, fresh }
}

describe('fresh', () => {
  test('present just before the age, absent exactly at it; expiry wakes without a tick', () => {
    const { b, fresh } = freshness(0.00001)
    b.watch(fresh)
    const graph = b.build()
    expect(lines(graph, [quote(100, [5])], 110)).toEqual(['o0 100 tick 5'])
    expect(lines(graph, [quote(100, [5])], 111)).toEqual(['o0 100 tick 5', 'o0 110 wake –'])
  })

  test('age is measured from the origin', () => {
    const { b, fresh } = freshness(0.00001)
    b.watch(fresh)
    expect(lines(b.build(), [quote(100, [5], { origin: 94 }), quote(103, [6], { origin: 93 })], 200)).toEqual([
      'o0 100 tick 5',
      'o0 103 wake –',
    ])
  })

  test('an origin that goes back brings the expiry forward', () => {
    const { b, fresh } = freshness(0.00001)
    b.watch(fresh)
    const told = lines(b.build(), [quote(100, [5]), quote(101, [6], { origin: 95 })], 200)
    expect(told).toEqual(['o0 100 tick 5', 'o0 101 tick 6', 'o0 105 wake –'])
  })

  test('an unchanged quote keeps it fresh, also one at exactly the time of expiry', () => {
    const { b, fresh } = freshness(0.00001)
    b.watch(fresh)
    const told = lines(b.build(), [quote(100, [5]), quote(110, [5]), quote(115, [5])], 200)
    expect(told).toEqual(['o0 100 tick 5', 'o0 110 wake 5', 'o0 115 wake 5', 'o0 125 wake –'])
  })

  test('expiry takes effect in the step of an event at its time', () => {
    const { b, fresh } = freshness(0.00001)
    b.watch(fresh)
    const { evaluator, reports } = running(b.build())
    evaluator.event(quote(100, [5]))
    evaluator.event(heartbeat(110))
    expect(reports.map(({ now, values }) => [now, ...values])).toEqual([
      [100, 5],
      [110, Number.NaN],
    ])
    expect(evaluator.steps).toEqual({ events: 2, timers: 0 })
  })

  test('the age is rounded to whole microseconds; none is never fresh', () => {
    for (const [seconds, expiry] of [
      [0.0000104, 110],
      [0.0000105, 111],
      [0, undefined],
    ] as const) {
      const { b, fresh } = freshness(seconds)
      b.watch(fresh)
      const told = lines(b.build(), [quote(100, [5])], 200)
      expect(told).toEqual(expiry ? ['o0 100 tick 5', `o0 ${expiry} wake –`] : ['o0 100 wake –'])
    }
  })
})

describe('every', () => {
  test('ticks at multiples of its period from the first event on, after the events of its time', () => {
    const { b, bid } = freshness(1)
    b.watch(b.node({ op: 'every', period: 10 }))
    b.watch(bid)
    const told = lines(b.build(), [quote(20, [5]), quote(20, [6]), quote(25, [7]), quote(40, [8])], 41)
    expect(told).toEqual([
      'o1 20 tick 5',
      'o1 20 tick 6',
      'o0 20 tick 20',
      'o1 25 tick 7',
      'o0 30 tick 30',
      'o1 40 tick 8',
      'o0 40 tick 40',
    ])
  })

  test('starts at the next multiple when the first event is between two', () => {
    const { b } = freshness(1)
    b.watch(b.node({ op: 'every', period: 10 }))
    expect(lines(b.build(), [heartbeat(1_700_000_000_000_003)], 1_700_000_000_000_021)).toEqual([
      'o0 1700000000000010 tick 1700000000000010',
      'o0 1700000000000020 tick 1700000000000020',
    ])
  })

  test('all timers due at one time are one step', () => {
    const { b, fresh } = freshness(0.00001)
    const ten = b.node({ op: 'every', period: 10 })
    b.watch(b.node({ op: 'sample' }, [fresh, b.node({ op: 'every', period: 5 })]))
    b.watch(ten)
    const graph = b.build()
    expect(lines(graph, [quote(100, [5])], 111)).toEqual([
      'o0 100 tick 5',
      'o1 100 tick 100',
      'o0 105 tick 5',
      'o0 110 wake –',
      'o1 110 tick 110',
    ])
    const { evaluator } = running(graph)
    evaluator.event(quote(100, [5]))
    evaluator.advance(111)
    expect(evaluator.steps).toEqual({ events: 1, timers: 3 })
  })
})
