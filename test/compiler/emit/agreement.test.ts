import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operators } from '../../../compiler/emit/operators/index.ts'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'
import { events, graphs } from '../interpret/random.ts'
import { compiled, disagreement, interpreted } from './agreement.ts'
import { arithmetic, specialQuotes } from './arithmetic.ts'
import { largeGraph, largeMarket } from './large.ts'
import { extents, windowsOf } from './windows.ts'

/** I1: interpreter and WebAssembly agree to the bit, on every value of every node, after every step. */
describe('I1: the compiled evaluator agrees with the interpreter', () => {
  test('on random graphs and random events', () => {
    let runs = 0
    const met = new Set<string>()
    fc.assert(
      fc.property(graphs, events(200), (graph, market) => {
        runs++
        for (const { op } of graph.nodes) met.add(op.op)
        expect(disagreement(graph, market, compiled(graph), interpreted(graph))).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    expect(runs).toBeGreaterThanOrEqual(200)
    // Books have events of their own: book.test.ts.
    expect(Object.keys(operators).filter(op => !met.has(op))).toEqual(['book'])
  })

  test('on random programs and random markets', () => {
    let runs = 0
    fc.assert(
      fc.property(programs, markets(500), (source, moves) => {
        const graph = graphOf(source)
        runs++
        expect(disagreement(graph, address(graph, moves), compiled(graph), interpreted(graph))).toBeUndefined()
      }),
      { numRuns: 200, endOnFailure: true },
    )
    expect(runs).toBeGreaterThanOrEqual(200)
  })

  test('on every window of every aggregate', () => {
    fc.assert(
      fc.property(extents, events(150), (extent, market) => {
        const graph = windowsOf(extent)
        expect(disagreement(graph, market, compiled(graph), interpreted(graph))).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  test('on every function of every special number', () => {
    const graph = arithmetic()
    expect(disagreement(graph, specialQuotes(), compiled(graph), interpreted(graph))).toBeUndefined()
  })

  test.each([1, 2])('on large graphs: many blocks, instances, outputs, nodes in a block (%i)', seed => {
    const graph = largeGraph(seed)
    expect(disagreement(graph, largeMarket(seed, 30), compiled(graph), interpreted(graph))).toBeUndefined()
  })
})
