import { describe, expect, test } from 'vitest'
import type { Pointwise } from '../../../compiler/ir/pointwise.ts'
import { Building, heartbeat, lines, quote, running, trade } from './build.ts'

const NO = Number.NaN

/** The function of up to three numbers, which come as fields of a quote. */
function apply(fn: Pointwise, ...numbers: readonly number[]): number {
  const b = new Building()
  const instrument = b.instrument(0)
  const alive = b.alive([0])
  const fields = (['bid', 'bid_size', 'ask'] as const).slice(0, numbers.length)
  const node = b.pointwise(
    fn,
    fields.map(field => b.source('quote', field, [instrument], alive)),
  )
  const { evaluator } = running(b.build())
  evaluator.event(quote(0, numbers))
  return evaluator.value(node, 0)
}

describe('pointwise functions', () => {
  test('arithmetic', () => {
    expect([apply('add', 2, 3), apply('sub', 2, 3), apply('mul', 2, 3), apply('div', 3, 2)]).toEqual([5, -1, 6, 1.5])
    expect([apply('neg', 2), apply('abs', -2), apply('sign', -7), apply('sign', 0), apply('sqrt', 9)]).toEqual([
      -2, 2, -1, 0, 3,
    ])
    expect([apply('floor', -1.5), apply('ceil', 1.2), apply('min', 2, 3), apply('max', 2, 3)]).toEqual([-2, 2, 2, 3])
    expect(apply('neg', 0)).toBe(-0)
  })

  test('comparisons', () => {
    const of = (fn: Pointwise) => [apply(fn, 1, 2), apply(fn, 2, 2), apply(fn, 3, 2)]
    expect(['lt', 'le', 'gt', 'ge', 'eq', 'ne'].map(fn => of(fn as Pointwise))).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
      [0, 1, 1],
      [0, 1, 0],
      [1, 0, 1],
    ])
  })

  test('an absent input makes all but logic absent', () => {
    const strict: Pointwise[] = [
      'add',
      'sub',
      'mul',
      'div',
      'min',
      'max',
      'lt',
      'le',
      'gt',
      'ge',
      'eq',
      'ne',
      'elapsed',
      'later',
    ]
    for (const fn of strict) expect([fn, apply(fn, 1, NO), apply(fn, NO, 1)]).toEqual([fn, NO, NO])
    for (const fn of ['neg', 'abs', 'sign', 'sqrt', 'floor', 'ceil', 'not', 'hour', 'minute'] as const)
      expect(apply(fn, NO)).toBe(NO)
  })

  test('what is not finite is absent', () => {
    expect([apply('div', 1, 0), apply('div', 0, 0), apply('sqrt', -1), apply('mul', 1e200, 1e200)]).toEqual([
      NO,
      NO,
      NO,
      NO,
    ])
  })

  test('Kleene logic', () => {
    const three = [0, NO, 1]
    const table = (fn: Pointwise) => three.map(a => three.map(b => apply(fn, a, b)))
    expect(table('and')).toEqual([
      [0, 0, 0],
      [0, NO, NO],
      [0, NO, 1],
    ])
    expect(table('or')).toEqual([
      [0, NO, 1],
      [NO, NO, 1],
      [1, 1, 1],
    ])
    expect(three.map(a => apply('not', a))).toEqual([1, NO, 0])
  })

  test('if: the branch not chosen may be absent, an unknown condition gives absent', () => {
    expect([apply('if', 1, 5, NO), apply('if', 0, NO, 6), apply('if', NO, 5, 6), apply('if', 1, NO, 6)]).toEqual([
      5,
      6,
      NO,
      NO,
    ])
  })

  test('times', () => {
    const time = Date.UTC(2024, 1, 29, 23, 59, 59, 999) * 1000 + 999
    expect([apply('hour', time), apply('minute', time)]).toEqual([23, 59])
    expect([apply('hour', time + 1), apply('minute', time + 1)]).toEqual([0, 0])
    expect(apply('elapsed', time, time - 1_500_000)).toBe(1.5)
    expect(apply('later', time, 0.0000014)).toBe(time + 1)
  })
})

describe('ticks and wakes', () => {
  function market() {
    const b = new Building([10])
    const instrument = b.instrument(0)
    const alive = b.alive([0])
    const bid = b.source('quote', 'bid', [instrument], alive)
    const ask = b.source('quote', 'ask', [instrument], alive)
    const price = b.source('trades', 'price', [instrument], alive)
    return { b, alive, bid, ask, price }
  }

  test('a level ticks with any input once it is present, and wakes when it goes', () => {
    const { b, bid, ask } = market()
    b.watch(b.pointwise('sub', [ask, bid]))
    const told = lines(
      b.build(),
      [quote(1, [2]), quote(2, [2, 1, 5, 1]), quote(3, [3, 1, 5, 1]), quote(3, [3, 1, 5, 1])],
      50,
    )
    expect(told).toEqual(['o0 1 wake –', 'o0 2 tick 3', 'o0 3 tick 2', 'o0 13 wake –'])
  })

  test('an event with a level ticks with the event, wakes with both', () => {
    const { b, bid, price } = market()
    b.watch(b.pointwise('sub', [price, bid]))
    const told = lines(b.build(), [trade(1, 9), quote(2, [5]), trade(3, 9), trade(4, 9), quote(5, [6])])
    expect(told).toEqual(['o0 1 wake –', 'o0 2 wake 4', 'o0 3 tick 4', 'o0 4 tick 4', 'o0 5 wake 3'])
  })

  test('coalesce ticks with x, and with y only while x is absent', () => {
    const { b, bid, price } = market()
    b.watch(b.node({ op: 'coalesce' }, [bid, price]))
    const told = lines(b.build(), [trade(1, 7), quote(2, [5]), trade(3, 8), quote(4, [NO]), trade(5, 9)])
    expect(told).toEqual(['o0 1 tick 7', 'o0 2 tick 5', 'o0 3 wake 5', 'o0 4 wake 8', 'o0 5 tick 9'])
  })

  test('present is never absent, never ticks and wakes at transitions', () => {
    const { b, bid } = market()
    const node = b.node({ op: 'present' }, [bid])
    b.watch(node)
    const graph = b.build()
    expect(running(graph).evaluator.value(node, 0)).toBe(0)
    const told = lines(graph, [quote(1, [5]), quote(2, [6]), quote(3, [NO]), quote(4, [NO, 1]), quote(5, [5])], 50)
    expect(told).toEqual(['o0 1 wake 1', 'o0 3 wake 0', 'o0 5 wake 1', 'o0 15 wake 0'])
  })

  test('what follows from constants is there before the first event and never wakes', () => {
    const { b, alive } = market()
    const node = b.pointwise('sub', [b.constant(1), b.param(0.25)])
    b.watch(node)
    const dead = b.pointwise('not', [alive])
    const table = b.node({ op: 'table', values: [null] })
    const { evaluator, reports } = running(b.build())
    expect([evaluator.value(node, 0), evaluator.value(dead, 0), evaluator.value(table, 0)]).toEqual([0.75, 1, NO])
    evaluator.event(heartbeat(1))
    expect([reports, evaluator.value(node, 0), evaluator.value(dead, 0)]).toEqual([[], 0.75, 0])
  })

  test('volatile nodes have current values for whoever reads them, and wake with their other inputs only', () => {
    const { b, bid, price } = market()
    const age = b.pointwise('elapsed', [b.node({ op: 'now' }), b.node({ op: 'tick_time' }, [bid])])
    b.watch(age)
    b.output(price, [age], 'tick')
    const sampled = b.watch(b.node({ op: 'sample' }, [age, price]))
    const graph = b.build()
    const told = lines(graph, [quote(0, [5]), heartbeat(4), trade(6, 1), quote(8, [6]), trade(9, 1)])
    expect([age, sampled]).toEqual([6, 2])
    expect(told).toEqual([
      'o0 0 wake 0',
      'o1 6 tick 0.000006',
      'o2 6 tick 0.000006',
      'o0 8 wake 0',
      'o1 9 tick 0.000001',
      'o2 9 tick 0.000001',
    ])
  })

  test('a volatile node is current between steps too', () => {
    const { b, bid } = market()
    const age = b.pointwise('elapsed', [b.node({ op: 'now' }), b.node({ op: 'tick_time' }, [bid])])
    const { evaluator } = running(b.build())
    evaluator.event(quote(0, [5]))
    const state = evaluator.snapshot()
    evaluator.event(heartbeat(4))
    expect(evaluator.value(age, 0)).toBe(0.000004)
    evaluator.restore(state)
    expect(evaluator.value(age, 0)).toBe(0)
  })

  test('many volatile nodes upon each other are computed once per step', () => {
    const { b } = market()
    let node = b.node({ op: 'now' })
    for (let k = 0; k < 100; k++) node = b.pointwise('min', [node, node])
    const { evaluator } = running(b.build())
    evaluator.event(heartbeat(7))
    expect(evaluator.value(node, 0)).toBe(7)
  })
})
