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
      const events = address(graph, moves)
      const half = Math.floor(events.length / 2)
      for (const evaluatorOf of [wasm, interpret]) {
        const [whole, resumed] = [evaluatorOf(graph, () => {}), evaluatorOf(graph, () => {})]
        for (const event of events.slice(0, half)) whole.event(event)
        const state = whole.snapshot()
        expect(state.byteLength).toBe(bound)
        // Nothing but these bytes is kept: an evaluator that knows only them ends in the same state.
        resumed.restore(state)
        for (const event of events.slice(half)) for (const evaluator of [whole, resumed]) evaluator.event(event)
        const [wanted, is] = [whole, resumed].map(evaluator => Buffer.from(evaluator.snapshot()))
        expect(Buffer.compare(is!, wanted!)).toBe(0)
        if (events.length > 0) expect(Buffer.compare(wanted!, Buffer.from(state))).not.toBe(0)
      }
      bytes += bound
    }),
    { numRuns: 200, endOnFailure: true },
  )
  expect(bytes).toBeGreaterThan(200_000)
})
