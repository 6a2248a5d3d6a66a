import { describe, expect, test } from 'vitest'
import { Building, heartbeat, lines, quote, trade } from './build.ts'

const NO = Number.NaN

/** Quotes whose bid stands for a level or a condition, trades for an event. */
function market() {
  const b = new Building([1_000])
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const level = b.source('quote', 'bid', [instrument], alive)
  const event = b.source('trades', 'price', [instrument], alive)
  return { b, level, event }
}

describe('events', () => {
  test('tick_time is the time of the last tick, wakes with it and stays when x goes', () => {
    const { b, level } = market()
    b.watch(b.node({ op: 'tick_time' }, [level]))
    expect(lines(b.build(), [heartbeat(1), quote(2, [5]), quote(3, [5]), quote(4, [6])], 5_000)).toEqual([
      'o0 2 wake 2',
      'o0 4 wake 4',
    ])
  })

  test('sample is x at the last tick of c, this step included', () => {
    const { b, level, event } = market()
    b.watch(b.node({ op: 'sample' }, [level, event]))
    const told = lines(b.build(), [
      trade(1, 9),
      quote(2, [5]),
      trade(3, 9),
      quote(4, [6]),
      trade(4, 9),
      quote(5, [NO]),
      trade(6, 9),
    ])
    expect(told).toEqual(['o0 1 wake –', 'o0 3 tick 5', 'o0 4 tick 6', 'o0 6 wake –'])
  })

  test('sample on its own clock sees this very step', () => {
    const { b, level } = market()
    b.watch(b.node({ op: 'sample' }, [b.pointwise('neg', [level]), level]))
    expect(lines(b.build(), [quote(1, [5]), quote(2, [6])])).toEqual(['o0 1 tick -5', 'o0 2 tick -6'])
  })

  test('rising fires when true after false or nothing known, not when true, unknown, true', () => {
    const { b, level } = market()
    b.output(b.node({ op: 'rising' }, [level]), [level], 'tick')
    const conditions = [NO, 1, 1, NO, 1, 0, NO, 1, 0, 1]
    const told = lines(
      b.build(),
      conditions.map((condition, k) => quote(k, [condition, k])),
    )
    expect(told).toEqual(['o0 1 tick 1', 'o0 7 tick 1', 'o0 9 tick 1'])
  })

  test('rising looks when its condition wakes only, and its value is when it last fired', () => {
    const { b, level } = market()
    b.watch(b.node({ op: 'rising' }, [level]))
    expect(lines(b.build(), [quote(1, [0]), trade(2, 9), quote(3, [1]), quote(4, [0])])).toEqual([
      'o0 1 wake –',
      'o0 3 tick 3',
      'o0 4 wake 3',
    ])
  })

  test('filter ticks with e while c is true', () => {
    const { b, level, event } = market()
    b.output(b.node({ op: 'filter' }, [event, level]), [event], 'tick')
    const told = lines(b.build(), [
      trade(1, 7),
      quote(2, [1]),
      trade(3, 8),
      trade(4, 9),
      quote(5, [NO]),
      trade(6, 7),
      quote(7, [0]),
      trade(8, 7),
    ])
    expect(told).toEqual(['o0 3 tick 8', 'o0 4 tick 9'])
  })
})
