import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import type { Op } from '../../../compiler/ir/graph.ts'
import type { Aggregate } from '../../../compiler/ir/windows.ts'
import { layout } from '../../../compiler/layout/layout.ts'
import { TIME } from '../../../compiler/layout/windows.ts'
import { heartbeat, lines, quote, running, trade } from './build.ts'
import { market } from './moving_market.ts'

const T = 10_000

function over(aggregate: Aggregate, more: Partial<Op & { op: 'time_window' }> = {}): Op {
  return { op: 'time_window', aggregate, span: 10, capacity: 100, held: false, ...more }
}

function panes(aggregate: Aggregate, held = false): Op {
  return { op: 'pane_window', aggregate, span: 10, pane: 5, held }
}

describe('warm-up', () => {
  test('absent until the venue was live for the whole window, from its first message on', () => {
    const { b, price, live } = market()
    for (const op of [over('count'), over('sum'), panes('mean')]) b.watch(b.node(op, [price, live]))
    const told = lines(b.build(), [heartbeat(T), trade(T + 3, 7), trade(T + 9, 8), trade(T + 10, 9), trade(T + 11, 5)])
    // The heartbeat wakes them: from then on it is known since when they are live.
    expect(told.filter(line => !line.includes(` ${T} `))).toEqual([
      ...[3, 9].flatMap(t => [0, 1, 2].map(o => `o${o} ${T + t} wake –`)),
      ...[3, 24, 8].map((x, o) => `o${o} ${T + 10} tick ${x}`),
      ...[4, 29, 7.25].map((x, o) => (o < 2 ? `o${o} ${T + 11} tick ${x}` : `o2 ${T + 11} tick 7.333333333333334`)),
    ])
  })

  test('a gap does not un-warm, and a nominal clock is live from the first event of the run', () => {
    const { b, bid } = market(5)
    const every = b.node({ op: 'every', period: 4 })
    const sampled = b.node({ op: 'sample' }, [bid, every])
    const started = b.node({ op: 'started' })
    const sum = b.node(over('sum'), [sampled, started])
    const { evaluator } = running(b.build())
    const at = (time: number) => {
      evaluator.advance(time)
      return evaluator.value(sum, 0)
    }
    evaluator.event(quote(T + 1, [2]))
    evaluator.event(quote(T + 5, [3]))
    evaluator.event(quote(T + 10, [4]))
    expect(at(T + 11)).toBe(Number.NaN)
    evaluator.event(heartbeat(T + 11, 1))
    // Ticks at T + 4 (2) and T + 8 (3).
    expect(at(T + 12)).toBe(5)
    evaluator.event(heartbeat(T + 40, 1))
    expect(at(T + 40)).toBe(0)
  })
})

describe('empty', () => {
  test('panes that never had anything in them are not walked through', () => {
    const span = 3_600_000_000
    const { b, price, live } = market(2 * span)
    const sum = b.node({ op: 'pane_window', aggregate: 'sum', span, pane: span / 36_000, held: false }, [price, live])
    const graph = b.build()
    for (const evaluator of [running(graph).evaluator, wasm(graph, () => undefined)]) {
      // Walking through them would take half a minute.
      for (let k = 0; k < 10_000; k++) {
        evaluator.event(heartbeat(T + k * span))
        expect(evaluator.value(sum, 0)).toBe(k === 0 ? Number.NaN : 0)
      }
      evaluator.event(trade(T + 10_000 * span, 7))
      expect(evaluator.value(sum, 0)).toBe(7)
      // What has left is forgotten once.
      for (let k = 1; k < 10_000; k++) evaluator.event(heartbeat(T + (10_000 + k) * span))
      expect(evaluator.value(sum, 0)).toBe(0)
    }
  })
  test('count and sum are 0, the others absent; a timer wakes when the last tick has left, not before', () => {
    const { b, price, live } = market()
    for (const aggregate of ['count', 'sum', 'mean', 'max'] as const) b.watch(b.node(over(aggregate), [price, live]))
    const events = [heartbeat(T), trade(T + 20, 7), trade(T + 23, 8)]
    expect(lines(b.build(), events, T + 100).slice(4)).toEqual([
      ...[1, 7, 7, 7].map((x, o) => `o${o} ${T + 20} tick ${x}`),
      ...[2, 15, 7.5, 8].map((x, o) => `o${o} ${T + 23} tick ${x}`),
      ...[0, 0, '–', '–'].map((x, o) => `o${o} ${T + 33} wake ${x}`),
    ])
  })

  test('a sum beyond all numbers is absent, to its readers too', () => {
    const { b, price, live } = market()
    const large = [over('sum'), panes('sum')].map(op => b.node(op, [price, live]))
    b.output(price, [...large, ...large.map(sum => b.pointwise('gt', [sum, b.constant(1)]))])
    const events = [heartbeat(T), trade(T + 20, Number.MAX_VALUE), trade(T + 20, Number.MAX_VALUE)]
    const all = 1.7976931348623157e308
    expect(lines(b.build(), events).slice(-2)).toEqual([
      `o0 ${T + 20} tick ${all} ${all} 1 1`,
      `o0 ${T + 20} tick – – – –`,
    ])
  })

  test('of panes: when the pane of the last tick has left', () => {
    const { b, price, live } = market()
    b.watch(b.node(panes('sum'), [price, live]))
    // The pane (T + 20, T + 25] leaves when the pane that begins after T + 30 does.
    expect(lines(b.build(), [heartbeat(T), trade(T + 23, 8)], T + 100).slice(1)).toEqual([
      `o0 ${T + 23} tick 8`,
      `o0 ${T + 31} wake 0`,
    ])
  })

  test('a level stays in force without a tick, until it is absent for the whole window', () => {
    const { b, bid, live } = market(30)
    for (const op of [over('max', { held: true }), panes('max', true)]) b.watch(b.node(op, [bid, live]))
    const told = lines(b.build(), [quote(T, [9]), quote(T + 2, [8]), heartbeat(T + 40, 1)], T + 100)
    // The venue is silent from T + 32 on; nothing changes for so long.
    expect(told.slice(4)).toEqual(
      [
        `o0 ${T + 32} wake 8`,
        `o1 ${T + 32} wake 8`,
        `o0 ${T + 42} wake –`,
        // The pane (T + 30, T + 35] leaves with the step after T + 40.
        `o1 ${T + 41} wake –`,
      ].sort((a, c) => Number(a.split(' ')[1]) - Number(c.split(' ')[1])),
    )
  })
})

describe('more ticks than the declared rate', () => {
  test('absent until the loss has left, then right again; counted', () => {
    const { b, price, live } = market()
    const op = over('sum', { capacity: 3 })
    const sum = b.node(op, [price, live])
    const graph = b.build()
    const { evaluator } = running(graph)
    evaluator.event(heartbeat(T - 50))
    const values = [1, 2, 3, 4, 5, 11, 14, 15, 16].map(t => {
      evaluator.event(trade(T + t, t))
      return evaluator.value(sum, 0)
    })
    // Blocks end at T + 10, T + 20: the ticks at 4 and 5 are lost, and in the window until 14 and 15.
    expect(values).toEqual([1, 3, 6, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 40, Number.NaN])
    const places = layout(graph)
    const state = new Float64Array(evaluator.snapshot())
    expect(state[places.nodes[sum]!.state / 8 + TIME.lost]).toBe(3)
  })

  test('the last of the lost ticks is in force once the loss has left', () => {
    const { b, bid, live } = market()
    const max = b.node(over('max', { capacity: 2, held: true }), [bid, live])
    const { evaluator } = running(b.build())
    evaluator.event(heartbeat(T - 50))
    for (const [t, x] of [
      [1, 9],
      [2, 8],
      [3, 7],
      [4, 6],
    ] as const)
      evaluator.event(quote(T + t, [x]))
    expect(evaluator.value(max, 0)).toBe(Number.NaN)
    evaluator.event(heartbeat(T + 13, 1))
    expect(evaluator.value(max, 0)).toBe(Number.NaN)
    evaluator.event(heartbeat(T + 14, 1))
    expect(evaluator.value(max, 0)).toBe(6)
  })

  test('a quantile loses only what its window cannot hold', () => {
    const { b, price, live } = market()
    const median = b.node({ op: 'time_quantile', q: 0.5, span: 10, capacity: 2 }, [price, live])
    const { evaluator } = running(b.build())
    evaluator.event(heartbeat(T - 50))
    const values = [1, 2, 3, 12, 13].map(t => {
      evaluator.event(trade(T + t, t))
      return evaluator.value(median, 0)
    })
    expect(values).toEqual([1, 1.5, Number.NaN, Number.NaN, 12.5])
  })
})

describe('since an event', () => {
  test('absent before it; counts what comes after its step; begins again with the next', () => {
    const { b, price, bid } = market()
    const e = b.node({ op: 'every', period: 10 })
    for (const aggregate of ['count', 'sum', 'mean'] as const)
      b.watch(b.node({ op: 'since_window', aggregate, held: false }, [price, e]))
    b.watch(b.node({ op: 'since_window', aggregate: 'max', held: true }, [bid, e]))
    const events = [
      quote(T - 5, [50]),
      trade(T - 4, 1),
      trade(T + 1, 5),
      trade(T + 2, 7),
      quote(T + 3, [60]),
      trade(T + 12, 2),
    ]
    expect(lines(b.build(), events).slice(4)).toEqual([
      ...[0, 0, '–', 50].map((x, o) => `o${o} ${T} wake ${x}`),
      ...[1, 5, 5].map((x, o) => `o${o} ${T + 1} tick ${x}`),
      ...[2, 12, 6].map((x, o) => `o${o} ${T + 2} tick ${x}`),
      `o3 ${T + 3} tick 60`,
      ...[0, 0, '–', 60].map((x, o) => `o${o} ${T + 10} wake ${x}`),
      ...[1, 2, 2].map((x, o) => `o${o} ${T + 12} tick ${x}`),
    ])
  })
})

describe('two inputs', () => {
  test('a line through exact points, and where there is none', () => {
    const { b, price, size } = market()
    const [slope, intercept, corr] = (['slope', 'intercept', 'corr'] as const).map(aggregate =>
      b.node({ op: 'window', aggregate, n: 3 }, [price, size]),
    )
    const { evaluator } = running(b.build())
    const told = [1, 2, 4, 4, 4].map((x, k) => {
      evaluator.event(trade(T + k, 3 * x + 5, { fields: [3 * x + 5, x, 1] }))
      return [slope, intercept, corr].map(node => evaluator.value(node!, 0))
    })
    expect(told.slice(0, 2).flat()).toEqual(Array(6).fill(Number.NaN))
    expect(told[2]!.map(value => value.toFixed(12))).toEqual(['3.000000000000', '5.000000000000', '1.000000000000'])
    // Three times the same point: no line.
    expect(told[4]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})
