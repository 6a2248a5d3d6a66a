import { describe, expect, test } from 'vitest'
import type { Evaluator } from '../../../compiler/ir/evaluator.ts'
import { Building } from '../interpret/build.ts'
import { compiled, difference, interpreted } from './agreement.ts'

/** Two channels read by two instances, a window and an age over them, and a quote beside. */
function graph() {
  const b = new Building([1_000_000])
  const channels = [b.channel('qty', 'entry'), b.channel('qty', 'entry')]
  const region = b.region('a', 'b')
  const alive = b.alive([0])
  const bid = b.source('quote', 'bid', [b.instrument(0)], alive)
  const qty = b.node({ op: 'given', field: 'qty', channels }, [], region)
  const entry = b.node({ op: 'given', field: 'entry', channels }, [], region)
  const value = b.pointwise('mul', [qty, [bid, b.map(0, 0)]], region)
  const mean = b.node({ op: 'window', aggregate: 'mean', n: 2 }, [qty], region)
  const seen = b.node({ op: 'tick_time' }, [entry], region)
  const young = b.node({ op: 'fresh' }, [entry, seen, b.constant(2, region)], region)
  for (const node of [qty, entry, value, mean, young]) b.watch(node, region)
  return b.build()
}

const quote = (received: number, bid: number) => ({
  received,
  origin: received,
  venue: 0,
  instrument: 0,
  stream: 'quote' as const,
  fields: [bid, 1, bid + 1, 1],
})

describe('what the engine gives', () => {
  test('is a step: ticks with each message, wakes what reads it, is absent where it was said to be', () => {
    const { evaluator, lines } = interpreted(graph())
    evaluator.event(quote(0, 10))
    expect(evaluator.value(2, 0)).toBeNaN()
    lines.length = 0
    evaluator.give(1_000, [{ channel: 1, values: [3, 7] }])
    expect(lines.map(line => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '1000 o0[1] tick',
      '1000 o1[1] tick',
      '1000 o2[1] tick',
      '1000 o3[1] wake',
      '1000 o4[1] tick',
    ])
    lines.length = 0
    evaluator.give(2_000, [{ channel: 1, values: [3, Number.NaN] }])
    expect(lines.map(line => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '2000 o0[1] tick',
      '2000 o1[1] wake',
      '2000 o2[1] tick',
      '2000 o3[1] tick',
      '2000 o4[1] wake',
    ])
  })

  test('both evaluators agree, also on messages before any event, several in a step and to nobody', () => {
    const built = graph()
    const [is, wanted] = [compiled(built), interpreted(built)]
    const both = (step: (e: Evaluator) => void) => [is.evaluator, wanted.evaluator].forEach(step)
    const steps: (() => void)[] = [
      () => both(e => e.give(5, [])),
      () => both(e => e.give(6, [{ channel: 0, values: [1, 2] }])),
      () => both(e => e.event(quote(7, 10))),
      () =>
        both(e =>
          e.give(8, [
            { channel: 1, values: [4, 5] },
            { channel: 0, values: [Number.POSITIVE_INFINITY, 9] },
            { channel: 1, values: [6, -0] },
          ]),
        ),
      () => both(e => e.give(8, [{ channel: 0, values: [2] }])),
      () => both(e => e.advance(3_000_000)),
      () => both(e => e.give(4_000_000, [{ channel: 0, values: [3, 1] }])),
      () => both(e => e.event(quote(4_000_001, 11))),
    ]
    for (const [k, step] of steps.entries()) {
      step()
      expect(`${k}: ${difference(built, is, wanted)}`).toBe(`${k}: undefined`)
    }
  })
})
