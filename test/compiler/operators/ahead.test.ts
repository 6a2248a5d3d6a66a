import { describe, expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { AheadAggregate, AheadOp } from '../../../compiler/ir/ahead.ts'
import { Building, quote, trade } from '../interpret/build.ts'

type Step = readonly [time: number, x: number] | readonly [time: number, 'row']

/** What is told of rows, at times in µs: `3: 7`; `3: –` where the row has no value. Both evaluators say it. */
function told(op: AheadOp, steps: readonly Step[], of: 'bid' | 'price' | 'mean' = 'bid', until = 100): string[] {
  const b = new Building([1_000_000])
  const [x, e] = [b.instrument(0), b.instrument(0)]
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [x], alive)
  const heard = b.node({ op: 'onset' }, [alive])
  const mean = b.node({ op: 'time_window', aggregate: 'mean', span: 4, capacity: 9, held: false }, [bid, heard])
  const price = b.source('trades', 'price', [x], alive)
  const rows = b.source('trades', 'price', [e], alive)
  b.watch(b.node(op, [{ bid, price, mean }[of], rows]))
  const graph = b.build()
  const [is, also] = [interpret, wasm].map(evaluator => {
    const lines: string[] = []
    const engine = evaluator(graph, (_output, _instance, now, ticked, [value]) => {
      expect(ticked).toBe(!Number.isNaN(value))
      lines.push(`${now}: ${ticked ? (Object.is(value, -0) ? '-0' : value) : '–'}`)
    })
    for (const [time, what] of steps) {
      if (what === 'row') engine.event(trade(time, 1, { instrument: e }))
      else engine.event(of === 'price' ? trade(time, what) : quote(time, [what, 1, 2, 1]))
    }
    engine.advance(until)
    return lines
  })
  expect(also).toEqual(is)
  return is!
}

const ahead = (aggregate: AheadAggregate, span: number, more: { held?: boolean; most?: number } = {}): AheadOp => ({
  op: 'ahead',
  aggregate,
  span,
  most: 9,
  held: false,
  ...more,
})
const later = (delay: number, most = 9): AheadOp => ({ op: 'later', delay, most })
const none = Number.NaN

describe('later', () => {
  test('is x as it was at the row, so long after it', () => {
    expect(told(later(3), [[0, 5], [1, 'row'], [2, 6], [3, 'row'], [9, 7]])).toEqual(['4: 5', '6: 6']) // biome-ignore format: one line
  })

  test('an absent x is told as absent, and a later row is not', () => {
    expect(told(later(3), [[1, 'row'], [2, 6], [2, 'row'], [3, none]])).toEqual(['4: –', '5: 6']) // biome-ignore format: one line
  })

  test('comes after all events of its time, and before those after it', () => {
    const steps: Step[] = [[0, 5], [1, 'row'], [4, 6], [4, 'row'], [4, 8], [7, 9]] // biome-ignore format: one line
    expect(told(later(3), steps)).toEqual(['4: 5', '7: 6'])
    expect(told(later(3), steps, 'bid', 7)).toEqual(['4: 5'])
  })

  test('rows of one time are told in steps of their own', () => {
    expect(told(later(3), [[0, 5], [1, 'row'], [1, 6], [1, 'row'], [1, 'row']])).toEqual(['4: 5', '4: 6', '4: 6']) // biome-ignore format: one line
  })

  test('rows for which there is no room are lost, and the ring goes round', () => {
    const steps = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((t): Step[] => [[t, t + 10], [t, 'row']]) // biome-ignore format: one line
    expect(told(later(3, 2), steps)).toEqual(['3: 10', '4: 11', '7: 14', '8: 15'])
    expect(told(later(3, 1), steps)).toEqual(['3: 10', '7: 14'])
  })

  test('reads what moves with time when the row is made', () => {
    // The mean over 4 µs at 6 µs is that of 20 alone; at 7 µs nothing is left of it.
    expect(told(later(2), [[0, 10], [3, 20], [5, 'row'], [6, 'row'], [7, 'row']], 'mean')).toEqual(['7: 20', '8: 20', '9: –']) // biome-ignore format: one line
  })
})

describe('ahead', () => {
  // Ticks of x at 2, 3, 3 and 5 µs in (1, 5]; those at 1 and 6 µs are outside.
  const steps: Step[] = [[0, 5], [1, 7], [1, 'row'], [2, 4], [3, 9], [3, 9.5], [5, 4], [6, 1]] // biome-ignore format: one line
  const all: AheadAggregate[] = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last', 'argmin', 'argmax']

  test('aggregates the ticks after the row up to the end, the end included', () => {
    const values = all.map(aggregate => told(ahead(aggregate, 4), steps)[0])
    expect(values).toEqual(['5: 4', '5: 26.5', '5: 6.625', '5: 4', '5: 9.5', '5: 4', '5: 4', '5: 0.000001', '5: 0.000002']) // biome-ignore format: one line
  })

  test('of a level the value at the row counts for extremes and the first, that at the end is the last', () => {
    const high: Step[] = [[0, 5], [1, 70], [1, 'row'], [2, 60], [3, none]] // biome-ignore format: one line
    const values = all.map(aggregate => told(ahead(aggregate, 4, { held: true }), high)[0])
    expect(values).toEqual(['5: 1', '5: 60', '5: 60', '5: 60', '5: 70', '5: 70', '5: –', '5: 0.000001', '5: 0'])
  })

  test('without ticks the count and the sum are 0, the others absent', () => {
    const quiet: Step[] = [[0, 5], [1, 'row'], [9, 6]] // biome-ignore format: one line
    const values = all.map(aggregate => told(ahead(aggregate, 4), quiet)[0])
    expect(values).toEqual(['5: 0', '5: 0', ...all.slice(2).map(() => '5: –')])
    const held = all.map(aggregate => told(ahead(aggregate, 4, { held: true }), quiet)[0])
    expect(held).toEqual(['5: 0', '5: 0', '5: –', '5: 5', '5: 5', '5: 5', '5: 5', '5: 0', '5: 0'])
  })

  test('of equal extremes the first counts, zeros of both signs are equal', () => {
    const zeros: Step[] = [[0, 1], [1, 'row'], [2, 0], [3, -0], [4, 0]] // biome-ignore format: one line
    expect(told(ahead('min', 4), zeros)).toEqual(['5: 0'])
    expect(told(ahead('argmin', 4), zeros)).toEqual(['5: 0.000001'])
    expect(told(ahead('last', 2), zeros, 'price')).toEqual(['3: -0'])
    expect(told(ahead('sum', 4), [[1, 'row'], [2, -0]])).toEqual(['5: -0']) // biome-ignore format: one line
  })

  test('a sum that is not finite is absent, and so is no other', () => {
    const large: Step[] = [[1, 'row'], [2, 1e308], [2, 'row'], [3, 1.1e308], [3, 'row'], [4, 1]] // biome-ignore format: one line
    expect(told(ahead('sum', 4), large)).toEqual(['5: –', '6: 1.1e+308', '7: 1'])
  })

  test('what came between rows belongs to all that wait, whenever they are merged', () => {
    const ticks = [1, 2, 4, 8, 16, 32, 64, 128]
    // A row before each tick at the same time; over 3 µs it sees its own, the three after and so the one at its end.
    const market = ticks.flatMap((x, t): Step[] => [[t, 'row'], [t, x]]) // biome-ignore format: one line
    const sums = ticks.map((_, t) => `${t + 3}: ${ticks.slice(t, t + 4).reduce((a, b) => a + b, 0)}`)
    expect(told(ahead('sum', 3), market, 'price')).toEqual(sums)
    expect(told(ahead('max', 3), market, 'price')).toEqual(
      ticks.map((_, t) => `${t + 3}: ${Math.max(...ticks.slice(t, t + 4))}`),
    )
    expect(told(ahead('first', 3), market, 'price')).toEqual(ticks.map((x, t) => `${t + 3}: ${x}`))
  })

  test('rows for which there is no room are lost', () => {
    const market = [1, 2, 4, 8, 16, 32].flatMap((x, t): Step[] => [[t, 'row'], [t, x]]) // biome-ignore format: one line
    expect(told(ahead('sum', 3, { most: 2 }), market, 'price')).toEqual(['3: 15', '4: 30', '7: 48', '8: 32'])
  })

  test('the last of what moves with time is as it is at the end', () => {
    const held = { held: true }
    expect(told(ahead('last', 2, held), [[0, 10], [3, 20], [3, 'row'], [4, 'row'], [5, 'row']], 'mean')).toEqual(['5: 20', '6: 20', '7: –']) // biome-ignore format: one line
    expect(told(ahead('max', 3, held), [[0, 10], [3, 20], [4, 'row'], [6, 30]], 'mean')).toEqual(['7: 25']) // biome-ignore format: one line
  })
})
