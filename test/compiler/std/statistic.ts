import { expect } from 'vitest'
import { wasm } from '../../../compiler/emit/wasm.ts'
import { interpret } from '../../../compiler/interpret/interpret.ts'
import { type EvaluatorOf, graphOf } from '../../property/run.ts'

/** Plain series by name, all of one length. */
export type Table = Readonly<Record<string, readonly number[]>>

/** What features say from row to row of a table whose columns have their names, the same in both evaluators. */
export function seriesOf(text: string, table: Table): Table {
  const [found, compiled] = [interpret, wasm].map(evaluator => run(text, table, evaluator))
  expect(compiled).toEqual(found)
  return found!
}

/** What a feature says at the last row. */
export function lastOf(text: string, table: Table): (name: string) => number {
  const found = seriesOf(text, table)
  return name => found[name]!.at(-1)!
}

function run(text: string, table: Table, evaluator: EvaluatorOf): Table {
  const names = Object.keys(table)
  const graph = graphOf(`strategy sample in USD
use std.stats
source t = csv("table") { columns: { ${names.map(name => `${name}: number`).join(', ')} }, silent: 20000d, rate: 1/1s }
${names.map(name => `let ${name} = t.${name}`).join('\n')}
${text}`)
  const values: Record<string, number[]> = {}
  const engine = evaluator(graph, (o, _i, _now, _ticked, columns) => {
    const of = values[graph.outputs[o]!.name]
    if (of && of.length > 0) of[of.length - 1] = columns[0]!
  })
  for (const { name, kind } of graph.outputs) if (kind === 'feature') values[name] = []
  // Only the columns that the strategy reads are told.
  const read = graph.venues[0]!.messages!.columns
  for (let i = 0; i < table[names[0]!]!.length; i++) {
    for (const of of Object.values(values)) of.push(Number.NaN)
    const received = (i + 1) * 1e6
    engine.advance(received)
    const fields = read.map(name => table[name]![i]!)
    engine.event({ received, origin: received, venue: 0, instrument: 0, stream: 'message', fields })
  }
  return values
}
