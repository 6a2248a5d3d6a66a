import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Building, heartbeat, lines, quote, running } from './build.ts'
import { events } from './random.ts'

/** Venues in a given order, pairs of them (first, second), each pair's spread. */
function spreads(order: readonly number[]) {
  const b = new Building([5, 9, 1_000])
  const instruments = [0, 1, 2].map(v => b.instrument(v))
  const venues = b.region(...order.map(String))
  const of = order.flatMap((_, x) => order.flatMap((_, y) => (x === y ? [] : [[x, y] as const])))
  const pairs = b.region(...of.map(([x, y]) => `${order[x]}${order[y]}`))
  const alive = b.alive(order, venues)
  const bid = b.source(
    'quote',
    'bid',
    order.map(v => instruments[v]!),
    alive,
    venues,
  )
  const ask = b.source(
    'quote',
    'ask',
    order.map(v => instruments[v]!),
    alive,
    venues,
  )
  const mean = b.node({ op: 'window', aggregate: 'mean', n: 3 }, [bid], venues)
  const cheap = b.map(...of.map(([x]) => x))
  const dear = b.map(...of.map(([, y]) => y))
  const swap = b.map(...of.map(([x, y]) => of.findIndex(([a, c]) => a === y && c === x)))
  const spread = b.pointwise(
    'sub',
    [
      [bid, dear],
      [ask, cheap],
    ],
    pairs,
  )
  const both = b.pointwise('add', [spread, [spread, swap]], pairs)
  b.output(mean, [mean], 'wake', venues)
  b.output(spread, [spread, [mean, cheap]], 'wake', pairs)
  b.output(both, [both], 'tick', pairs)
  const names = [order.map(String), of.map(([x, y]) => `${order[x]}${order[y]}`)]
  return {
    graph: b.build(),
    spread,
    both,
    name: (output: number, i: number) => `${output} ${names[Math.min(output, 1)]![i]}`,
  }
}

describe('regions', () => {
  test('a node reads the instances its maps name; only they look', () => {
    const { graph } = spreads([0, 1, 2])
    const at = (venue: number) => ({ venue, instrument: venue })
    const told = lines(graph, [
      quote(1, [10, 1, 11, 1], at(0)),
      quote(2, [13, 1, 14, 1], at(1)),
      quote(3, [13, 1, 15, 1], at(1)),
    ])
    // Pairs: 01 02 10 12 20 21
    expect(told).toEqual([
      'o0 1 wake –',
      'o1 1 wake – –',
      'o1[1] 1 wake – –',
      'o1[2] 1 wake – –',
      'o1[4] 1 wake – –',
      'o0[1] 2 wake –',
      'o1 2 tick 2 –',
      'o1[2] 2 tick -4 –',
      'o1[3] 2 wake – –',
      'o1[5] 2 wake – –',
      'o2 2 tick -2',
      'o2[2] 2 tick -2',
      'o0[1] 3 wake –',
      'o1 3 tick 2 –',
      'o1[2] 3 tick -5 –',
      'o1[3] 3 wake – –',
      'o1[5] 3 wake – –',
      'o2 3 tick -3',
      'o2[2] 3 tick -3',
    ])
  })

  test('the root reads one of many, many read the root', () => {
    const b = new Building([10, 10])
    const venues = b.region('a', 'b')
    const alive = b.alive([0, 1], venues)
    const second = b.pointwise('not', [[alive, b.map(1)]])
    b.watch(second)
    b.watch(b.pointwise('and', [alive, [second, b.map(0, 0)]], venues), venues)
    expect(lines(b.build(), [heartbeat(1), heartbeat(2, 1)])).toEqual([
      'o1 1 wake 1',
      'o0 2 wake 0',
      'o1 2 wake 0',
      'o1[1] 2 wake 0',
    ])
  })

  test('outputs are reported in their order, then by instance, however the step went', () => {
    const b = new Building([10, 10])
    const venues = b.region('a', 'b')
    const alive = b.alive([1, 0], venues)
    const swapped = b.pointwise('not', [[alive, b.map(1, 0)]], venues)
    b.output([swapped, b.map(1, 0)], [swapped], 'wake', venues)
    b.watch(alive, venues)
    expect(lines(b.build(), [heartbeat(1, 0), heartbeat(1, 1)], 12).slice(-4)).toEqual([
      'o0 11 wake 1',
      'o0[1] 11 wake 1',
      'o1 11 wake 0',
      'o1[1] 11 wake 0',
    ])
  })

  test('I11: the order in which instances are registered changes nothing', () => {
    fc.assert(
      fc.property(events(200), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (market, order) => {
        const [plain, mixed] = [[0, 1, 2], order].map(of => {
          const { graph, name } = spreads(of)
          const { evaluator, reports } = running(graph)
          for (const event of market) evaluator.event(event)
          return reports.map(r => `${r.now} ${name(r.output, r.instance)} ${r.ticked} ${r.values}`).sort()
        })
        expect(mixed).toEqual(plain)
      }),
      { numRuns: 100 },
    )
  })
})
