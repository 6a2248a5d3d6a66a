import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wasm } from '../../compiler/emit/wasm.ts'
import { interpret } from '../../compiler/interpret/interpret.ts'
import { layout } from '../../compiler/layout/layout.ts'
import { address, markets } from './events.ts'
import { programs } from './programs.ts'
import { graphOf } from './run.ts'

/** I6: what the layout of a graph takes is known before its first event; whatever comes, that is all that a run keeps. */
test('state stays within the bound that follows from the graph alone', () => {
  let bytes = 0
  fc.assert(
    fc.property(programs, markets(500), (source, moves) => {
      const graph = graphOf(source)
      const bound = layout(graph).bytes
      for (const evaluator of [wasm(graph, () => {}), interpret(graph, () => {})]) {
        for (const event of address(graph, moves)) evaluator.event(event)
        const state = evaluator.snapshot()
        expect(state.byteLength).toBe(bound)
        // Nothing but these bytes is kept: a fresh evaluator that is given them goes on alike (I3, elsewhere).
        const other = interpret(graph, () => {})
        other.restore(state)
        expect(Buffer.compare(Buffer.from(other.snapshot()), Buffer.from(state))).toBe(0)
      }
      bytes += bound
    }),
    { numRuns: 200 },
  )
  expect(bytes).toBeGreaterThan(200_000)
})
