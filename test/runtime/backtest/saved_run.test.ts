import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import type { SourceEvent } from '../../../compiler/ir/evaluator.ts'
import type { Graph } from '../../../compiler/ir/graph.ts'
import { backtest, type Result } from '../../../runtime/backtest/backtest.ts'
import type { SavedRun } from '../../../runtime/backtest/saved_run.ts'
import { completedColumns } from '../../../runtime/backtest/tables/completed.ts'
import { csvRow } from '../../../runtime/backtest/tables/csv.ts'
import { address, markets } from '../../property/events.ts'
import { programs } from '../../property/programs.ts'
import { graphOf } from '../../property/run.ts'

const chunk = 7

interface Part {
  readonly result: Result
  /** Where it was stopped, as it stands in a file. */
  readonly saved: SavedRun
  /** Lines until then, and to the end, by table. */
  readonly before: readonly string[]
  readonly lines: readonly string[]
}

/** Runs events from where an earlier part was saved, and saves after each chunk until `chunks` of them were read. */
async function part(
  graph: Graph,
  events: readonly SourceEvent[],
  chunks: number,
  make: typeof wasm,
  from?: Part,
): Promise<Part> {
  const lines = [...(from?.before ?? [])]
  let read = 0
  let saved: SavedRun | undefined
  let before: readonly string[] = []
  async function* inChunks() {
    for (let i = 0; i < events.length; i += chunk) yield events.slice(i, i + chunk)
  }
  const result = await backtest({
    graph,
    evaluator: make,
    events: inChunks(),
    tables: {
      row: (output, instance, values) => {
        const line = csvRow({ name: 't', columns: completedColumns(graph, output) })(instance, values, lines.length)
        lines.push(`${output.name} ${line}`)
      },
    },
    ...(from && { from: from.saved }),
    onProgress({ save }) {
      if (++read < chunks) return
      saved = deserialize(serialize(save()))
      before = [...lines]
      return 'stop'
    },
  })
  return { result, saved: saved!, before, lines }
}

test('a run that was stopped several times, and changed its evaluator, says what one says that was not', async () => {
  let rows = 0
  let firings = 0
  await fc.assert(
    fc.asyncProperty(
      programs,
      markets(200),
      fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 }),
      async (source, moves, cuts) => {
        const graph = graphOf(source)
        const events = address(graph, moves)
        const end = Math.ceil(events.length / chunk)
        const whole = await part(graph, events, end, wasm)
        let last: Part | undefined
        for (const [k, cut] of [...cuts.filter(c => c < end).sort((a, b) => a - b), end].entries())
          last = await part(graph, events, cut, k % 2 ? interpret : wasm, last)
        expect(last!.result).toEqual(whole.result)
        expect(last!.lines).toEqual(whole.lines)
        rows += whole.lines.length
        firings += whole.result.signals.reduce((sum, s) => sum + s.firings, 0)
      },
    ),
    { numRuns: 60, endOnFailure: true },
  )
  expect(rows).toBeGreaterThan(500)
  expect(firings).toBeGreaterThan(100)
})
