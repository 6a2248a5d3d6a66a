import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff } from '../../compiler/diff/diff.ts'
import { structure } from '../../compiler/diff/structure.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../compiler/ir/evaluator.ts'
import type { Graph } from '../../compiler/ir/graph.ts'
import { layout } from '../../compiler/layout/layout.ts'
import { stateSlots } from '../../compiler/layout/state.ts'
import { programs } from './programs.ts'
import { graphOf } from './run.ts'

const symbols = ['BTC/USD', 'ETH/USD']

/** The same market for every graph that hears of both venues. */
const market = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 1, 100_000, 300_000, 700_000, 2_500_000),
    venue: fc.constantFrom('a', 'b'),
    symbol: fc.constantFrom(...symbols),
    stream: fc.constantFrom<'quote' | 'trades' | 'pool'>('quote', 'quote', 'trades', 'pool'),
    price: fc.integer({ min: 9_900, max: 10_100 }).map(x => x / 100),
  }),
  { minLength: 150, maxLength: 150 },
)
type Moves = typeof market extends fc.Arbitrary<infer T> ? T : never

function addressed(graph: Graph, moves: Moves): readonly SourceEvent[] {
  let received = 1_700_000_000_000_000
  return moves.map(({ gap, venue: name, symbol, stream, price }) => {
    received += gap
    const venue = graph.venues.findIndex(v => v.name === name)
    const instrument = graph.instruments.findIndex(i => i.venue === venue && i.symbol === symbol)
    const fields = { quote: [price, 1, price + 0.5, 2], trades: [price, 0.5, price > 100 ? 1 : -1], pool: [price * 7] }
    return { received, origin: received, venue, instrument, stream, fields: fields[stream] }
  })
}

test('what has the same digest in two strategies has the same values, event after event, and keeps the same bytes', () => {
  let shared = 0
  let present = 0
  fc.assert(
    fc.property(programs, programs, market, (first, second, moves) => {
      const graphs = [graphOf(first), graphOf(second)] as const
      if (graphs.some(graph => graph.venues.length < 2)) return
      const places = graphs.map(placesOf)
      const common = [...places[0]!].flatMap(([digest, at]) => {
        const other = places[1]!.get(digest)
        return other ? [{ at, other }] : []
      })
      const [a, b] = graphs.map(graph => interpret(graph, () => {}))
      const [events, others] = graphs.map(graph => addressed(graph, moves))
      events!.forEach((event, e) => {
        a!.event(event)
        b!.event(others![e]!)
        for (const { at, other } of common) {
          const value = a!.value(at.node, at.instance)
          expect(Object.is(value, b!.value(other.node, other.instance))).toBe(true)
          if (!Number.isNaN(value)) present++
        }
      })
      const [left, right] = [stateOf(graphs[0], a!.snapshot()), stateOf(graphs[1], b!.snapshot())]
      for (const { at, other } of common) expect(left(at)).toEqual(right(other))
      shared += common.length
    }),
    { numRuns: 200 },
  )
  expect(shared).toBeGreaterThan(1_000)
  expect(present).toBeGreaterThan(50_000)
})

test('a strategy differs in nothing from itself', () => {
  fc.assert(
    fc.property(programs, text => {
      const found = diff(graphOf(text), graphOf(text))
      expect(found.nodes.every(node => node.is === 'same')).toBe(true)
      expect(found.outputs.every(output => output.is === 'same')).toBe(true)
      expect([found.gone, found.params, found.mayFire]).toEqual([[], [], []])
    }),
    { numRuns: 200 },
  )
})

interface Place {
  readonly node: number
  readonly instance: number
}

/** The private state of a node's instance. */
function stateOf(graph: Graph, snapshot: ArrayBuffer): (at: Place) => readonly number[] {
  const { nodes, regions } = layout(graph)
  return ({ node, instance }) => {
    const { op, region } = graph.nodes[node]!
    const from = nodes[node]!.state + instance * regions[region]!.stride
    return [...new Float64Array(snapshot.slice(from, from + 8 * stateSlots(op)))]
  }
}

/** Where a digest stands first. */
function placesOf(graph: Graph): Map<string, Place> {
  const places = new Map<string, Place>()
  structure(graph).forEach((of, node) => {
    of.forEach((digest, instance) => {
      if (!places.has(digest)) places.set(digest, { node, instance })
    })
  })
  return places
}
