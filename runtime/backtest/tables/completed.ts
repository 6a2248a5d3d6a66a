import type { Column, Graph, Output } from '../../../compiler/ir/graph.ts'

/** What is known of the rows of a table so many µs after them, and in which of its columns it stands. */
export interface Completion {
  /** Index of the output that says it. */
  readonly output: number
  readonly after: number
  /** By column of that output. */
  readonly places: readonly number[]
}

export function completionsOf({ outputs }: Graph, table: Output): readonly Completion[] {
  return outputs.flatMap(({ completes, columns }, output) => {
    if (!completes || outputs[completes.record] !== table) return []
    const places = columns.map(({ name }) => table.columns.findIndex(c => c.name === name))
    return [{ output, after: completes.after, places }]
  })
}

/** The columns of a table as its rows are in the end; what only trades tell stays as it is. */
export function completedColumns(graph: Graph, table: Output): readonly Column[] {
  const columns = [...table.columns]
  for (const { output, places } of completionsOf(graph, table))
    for (const [k, place] of places.entries()) columns[place] = graph.outputs[output]!.columns[k]!
  return columns
}
