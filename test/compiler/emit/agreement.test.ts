import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'
import { events, graphs } from '../interpret/random.ts'
import { compiled, disagreement, interpreted } from './agreement.ts'
import { arithmetic, specialQuotes } from './arithmetic.ts'
import { largeGraph, largeMarket } from './large.ts'

/** I1: interpreter and WebAssembly agree to the bit, on every value of every node, after every step. */
describe('I1: the compiled evaluator agrees with the interpreter', () => {
  test('on random graphs and random events', () => {
    fc.assert(
      fc.property(graphs, events(200), (graph, market) => {
        expect(disagreement(graph, market, compiled(graph), interpreted(graph))).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('on random programs and random markets', () => {
    fc.assert(
      fc.property(programs, markets(200), (source, moves) => {
        const graph = graphOf(source)
        expect(disagreement(graph, address(graph, moves), compiled(graph), interpreted(graph))).toBeUndefined()
      }),
      { numRuns: 200, endOnFailure: true },
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
