import type { Column } from '../../../compiler/ir/graph.ts'
import { isoTime } from './iso_time.ts'
import { rowId } from './row_id.ts'

interface Columns {
  readonly name: string
  readonly columns: readonly Column[]
}

/** The header of a table, RFC 4180 with LF. */
export function csvHeader({ columns }: Pick<Columns, 'columns'>): string {
  return `${columns.map(c => quoted(c.name)).join(',')}\n`
}

/**
 * From rows to lines. Numbers are the shortest that read back the same, times ISO 8601 with microseconds, truth
 * true or false, absent is empty.
 */
export function csvRow({ name, columns }: Columns): (instance: number, values: ArrayLike<number>) => string {
  const cells = columns.map(column => cell(column, name))
  return (instance, values) => {
    let line = ''
    for (let c = 0; c < cells.length; c++) line += (c === 0 ? '' : ',') + cells[c]!(instance, values[c]!)
    return `${line}\n`
  }
}

function cell({ value }: Column, table: string): (instance: number, number: number) => string {
  if ('texts' in value) {
    const texts = value.texts.map(quoted)
    return instance => texts[instance]!
  }
  if ('id' in value) {
    let row = 0
    return () => rowId(table, row++)
  }
  // Only trades tell, and there are none.
  if ('after' in value) return () => ''
  if (value.show === 'choice') {
    const texts = value.choices.map(quoted)
    return (_, number) => texts[number] ?? ''
  }
  const text = { number: String, bool: (x: number) => (x === 0 ? 'false' : 'true'), time: isoTime }[value.show]
  return (_, number) => (Number.isNaN(number) ? '' : text(number))
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
