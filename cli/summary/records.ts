import type { Graph, Output } from '../../compiler/ir/graph.ts'
import type { Row } from '../../runtime/backtest/tables/first_rows.ts'
import type { Finished } from '../backtest/run.ts'
import { counted } from '../terminal/figures.ts'
import { type TextColumn, table } from '../terminal/table.ts'
import { writer } from '../terminal/values.ts'
import type { Section } from './section.ts'

/** The first rows of each record table, and where the others are. */
export function records(graph: Graph, { result, rows, files }: Finished, dated: boolean, width: number): Section[] {
  const outputs = graph.outputs.filter(o => o.kind === 'record')
  return outputs.map((output, i) => {
    const first = rows.of(output)
    const all = result.records[i]!.rows
    const title = `${output.name}: ${counted(all, 'row')}${first.length < all ? `, the first ${first.length}` : ''}`
    const where = files[i] ?? (first.length < all ? '--out FOLDER writes them all as CSV' : '')
    return {
      title: where ? `${title} (${where})` : title,
      lines: first.length ? table(columns(output, first, dated), width) : [],
    }
  })
}

function columns(output: Output, rows: readonly Row[], dated: boolean): TextColumn[] {
  return output.columns.map(({ name, unit, value }, c) => {
    if ('texts' in value) return { head: name, cells: rows.map(row => String(row[c])) }
    const values = rows.map(row => row[c] as number)
    return { head: name, cells: values.map(writer({ unit, show: value.show }, values, dated)), right: true }
  })
}
