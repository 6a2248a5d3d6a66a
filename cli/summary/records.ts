import type { Column, Graph } from '../../compiler/ir/graph.ts'
import { isHealth, type RecordStats } from '../../runtime/backtest/observers/records.ts'
import { completedColumns } from '../../runtime/backtest/tables/completed.ts'
import type { Row } from '../../runtime/backtest/tables/first_rows.ts'
import type { Finished } from '../backtest/run.ts'
import { counted } from '../terminal/figures.ts'
import { type TextColumn, table } from '../terminal/table.ts'
import { scaleOf, writer } from '../terminal/values.ts'
import type { Section } from './section.ts'

/** The first rows of each record table, where the others are, and in how many a peg did not hold. */
export function records(graph: Graph, { result, rows, files }: Finished, dated: boolean, width: number): Section[] {
  const outputs = graph.outputs.filter(o => o.kind === 'record')
  return outputs.map((output, i) => {
    const first = rows.of(output)
    const stats = result.records[i]!
    const all = stats.rows
    const title = `${output.name}: ${counted(all, 'row')}${first.length < all ? `, the first ${first.length}` : ''}`
    const where = files[i] ?? (first.length < all ? '--out FOLDER writes them all as CSV' : '')
    return {
      title: where ? `${title} (${where})` : title,
      lines: [
        ...(first.length ? table(columns(completedColumns(graph, output), first, dated), width) : []),
        ...health(stats),
        ...completions(stats),
      ],
    }
  })
}

function columns(all: readonly Column[], rows: readonly Row[], dated: boolean): TextColumn[] {
  const numbers = all.map(({ unit, value }, c) => {
    if ('texts' in value) return undefined
    if ('after' in value || 'id' in value) return { unit, show: 'number' as const, values: rows.map(() => Number.NaN) }
    return { unit, ...value, values: rows.map(row => row[c] as number) }
  })
  const scale = scaleOf(numbers.filter(n => n !== undefined))
  const written = all.map(({ name }, c): TextColumn => {
    const column = numbers[c]
    if (!column) return { head: name, cells: rows.map(row => String(row[c])) }
    return { head: name, cells: column.values.map(writer(column, dated, scale)), right: true }
  })
  return healthFirst(all, written)
}

/** `peg_ok` comes last in a file, but on a screen that would be the first place to be cut: here it follows the keys. */
function healthFirst(all: readonly Column[], written: readonly TextColumn[]): TextColumn[] {
  const from = all.findIndex(isHealth)
  if (from < 0) return [...written]
  const lead = all.findIndex(({ value }) => 'show' in value && value.show !== 'time')
  return [...written.slice(0, lead), written[from]!, ...written.slice(lead).filter(c => c !== written[from])]
}

function health({ pegs }: RecordStats): string[] {
  if (!pegs) return []
  const of = (rows: number, state: string) => (rows ? [`${state} in ${counted(rows, 'row')}`] : [])
  const states = [...of(pegs.violated, 'false'), ...of(pegs.unknown, 'unknown')]
  return states.length ? [`  peg_ok is ${states.join(', ')}`] : []
}

/** What is known later and did not come to be known. */
function completions({ completions: done, outcomes }: RecordStats): string[] {
  const of = (rows: number, why: string) => (rows ? [`  ${counted(rows, 'row')} not completed: ${why}`] : [])
  return [
    ...of(done?.ended ?? 0, 'the run ended before'),
    ...of(done?.lost ?? 0, 'too many waited'),
    ...(outcomes.length ? [`  ${outcomes.join(', ')}: empty, because this run does not trade`] : []),
  ]
}
