import { describe, expect, test } from 'vitest'
import { streams } from '../../../compiler/ir/streams.ts'
import { HEADER, layout } from '../../../compiler/layout/layout.ts'
import { schedule } from '../../../compiler/layout/schedule.ts'
import { stateSlots } from '../../../compiler/layout/state.ts'
import { Building } from '../interpret/build.ts'

/** Two venues, a pair each way, all kinds of timers. */
function example() {
  const b = new Building([10, 10])
  const venues = b.region('a', 'b')
  const pairs = b.region('ab', 'ba')
  const instruments = [b.instrument(0), b.instrument(1)]
  const second = b.node({ op: 'every', period: 1_000_000 }) // 0
  const alive = b.alive([0, 1], venues) // 1
  const bid = b.source('quote', 'bid', instruments, alive, venues) // 2
  const price = b.source('trades', 'price', [instruments[0]!, instruments[0]!], alive, venues) // 3
  const std = b.node({ op: 'window', aggregate: 'std', n: 5 }, [bid], venues) // 4
  const age = b.param(5) // 5
  const swap = b.map(1, 0)
  const spread = b.pointwise('sub', [bid, [bid, swap]], pairs) // 6
  const both = b.pointwise('add', [spread, [spread, swap]], pairs) // 7
  const last = b.node({ op: 'tick_time' }, [both], pairs) // 8
  b.node({ op: 'fresh' }, [both, last, [age, b.map(0, 0)]], pairs) // 9
  b.node({ op: 'prev', n: 3 }, [second]) // 10
  b.output([std, swap], [price], 'wake', venues)
  b.output(both, [both], 'wake', pairs)
  return b.build()
}

describe('schedule', () => {
  const plan = schedule(example())

  test('blocks are runs of one region, cut where a node reads other instances of its run', () => {
    expect(plan.blocks).toEqual([
      { region: 0, from: 0, to: 1 },
      { region: 1, from: 1, to: 5 },
      { region: 0, from: 5, to: 6 },
      { region: 2, from: 6, to: 7 },
      { region: 2, from: 7, to: 10 },
      { region: 0, from: 10, to: 11 },
    ])
    expect(plan.blockOf).toEqual([0, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5])
  })

  test('readers are later blocks, triggers are outputs, both through inverse maps', () => {
    expect(plan.inverses).toEqual([[[1], [0]], [[0, 1]]])
    expect(plan.readers[0]).toEqual([{ target: 5, inverse: -1 }])
    expect(plan.readers[2]).toEqual([
      { target: 3, inverse: -1 },
      { target: 3, inverse: 0 },
    ])
    expect(plan.readers[5]).toEqual([{ target: 4, inverse: 1 }])
    expect(plan.readers[7]).toEqual([])
    expect(plan.triggers[4]).toEqual([{ target: 0, inverse: 0 }])
    expect(plan.triggers[7]).toEqual([{ target: 1, inverse: -1 }])
  })

  test('events, venues, params and timers know their nodes', () => {
    expect(plan.feeds).toEqual([
      { instrument: 0, stream: 'quote', fields: streams.quote, sources: [{ node: 2, instance: 0 }] },
      {
        instrument: 0,
        stream: 'trades',
        fields: streams.trades,
        sources: [
          { node: 3, instance: 0 },
          { node: 3, instance: 1 },
        ],
      },
      { instrument: 1, stream: 'quote', fields: streams.quote, sources: [{ node: 2, instance: 1 }] },
    ])
    expect(plan.venues).toEqual([[{ node: 1, instance: 0 }], [{ node: 1, instance: 1 }]])
    expect(plan.params).toEqual([[5]])
    expect(plan.timers.map(place => [place.node, place.instance])).toEqual([
      [1, 0],
      [1, 1],
      [9, 0],
      [9, 1],
      [0, 0],
    ])
    expect(plan.expiries).toBe(4)
  })
})

describe('layout', () => {
  const graph = example()
  const memory = layout(graph)

  test('stands section by section without gaps', () => {
    const params = HEADER.bytes
    const inboxes = params + 8
    const timers = inboxes + 5 * 8 + 4 * 8 + 5 * 8
    const root = timers + 5 * 32
    expect(memory.params).toBe(params)
    expect(memory.inboxes).toEqual([inboxes, inboxes + 40, inboxes + 72])
    expect(memory.timers).toEqual({ slots: 5, deadlines: timers, heap: timers + 40, positions: timers + 120 })
    // every and param: a value each; prev 3: a value, two words and four ticks.
    expect(memory.regions[0]).toEqual({ base: root, stride: 8 + 2 * 8 + 7 * 8, instances: 1, bytes: 80 })
    // Four values; std of 5: whether it is full, the place, and six of anchor, offset and M2.
    expect(memory.regions[1]).toEqual({ base: root + 80, stride: 8 + 4 * 8 + 20 * 8, instances: 2, bytes: 400 })
    expect(memory.regions[2]).toEqual({ base: root + 480, stride: 8 + 4 * 8, instances: 2, bytes: 80 })
    expect(memory.bytes).toBe(root + 560)
  })

  test('a node has its flag, value and state in the instance, and timer slots by instance', () => {
    const base = memory.regions[1]!.base
    expect(memory.nodes[4]).toEqual({
      value: base + 32,
      flags: base + 3,
      state: base + 40,
      timer: -1,
      bytes: 8 + 1 + 20 * 8,
    })
    expect(memory.nodes[1]).toEqual({ value: base + 8, flags: base, state: base + 16, timer: 0, bytes: 8 + 1 + 32 })
    expect([memory.nodes[9]!.timer, memory.nodes[0]!.timer]).toEqual([2, 4])
  })

  test('nothing overlaps and all slots are aligned', () => {
    const taken = new Set<number>()
    graph.nodes.forEach((node, n) => {
      const { value, state, flags } = memory.nodes[n]!
      const slots = 8 * (1 + stateSlots(node.op))
      const region = memory.regions[node.region]!
      for (let i = 0; i < region.instances; i++) {
        for (const at of [value, state]) expect((at + i * region.stride) % 8).toBe(0)
        const bytes = [flags, ...Array.from({ length: slots }, (_, k) => value + k)].map(at => at + i * region.stride)
        expect(bytes.filter(at => taken.has(at) || at >= memory.bytes)).toEqual([])
        for (const at of bytes) taken.add(at)
      }
    })
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
    expect(JSON.parse(JSON.stringify(schedule(graph)))).toEqual(schedule(graph))
  })

  test('a region without members takes nothing', () => {
    const b = new Building()
    const none = b.region()
    b.alive([], none)
    expect(layout(b.build()).regions[1]).toEqual({ base: HEADER.bytes, stride: 16, instances: 0, bytes: 0 })
  })
})
