import type { Column } from '../../../compiler/ir/graph.ts'
import { isoTime } from './iso_time.ts'
import { rowId } from './row_id.ts'
import type { TableForm } from './table_form.ts'

interface Columns {
  readonly name: string
  readonly columns: readonly Column[]
}

/** Lines of CSV: the file of rows is the table. */
export class CsvForm implements TableForm {
  readonly extension = 'csv'
  private readonly line
  private text: string

  constructor(table: Columns) {
    this.line = csvRow(table)
    this.text = csvHeader(table)
  }

  get waiting(): number {
    return this.text.length
  }

  add(instance: number, values: ArrayLike<number>, row: number): void {
    this.text += this.line(instance, values, row)
  }

  take(): string {
    const { text } = this
    this.text = ''
    return text
  }
}

/** The header of a table, RFC 4180 with LF. */
export function csvHeader({ columns }: Pick<Columns, 'columns'>): string {
  return `${columns.map(c => quoted(c.name)).join(',')}\n`
}

/**
 * From rows to lines. Numbers are the shortest that read back the same, times ISO 8601 with microseconds, truth
 * true or false, absent is empty.
 */
export function csvRow({
  name,
  columns,
}: Columns): (instance: number, values: ArrayLike<number>, row: number) => string {
  const cells = columns.map(column => cell(column, name))
  return (instance, values, row) => {
    let line = ''
    for (let c = 0; c < cells.length; c++) line += (c === 0 ? '' : ',') + cells[c]!(instance, values[c]!, row)
    return `${line}\n`
  }
}

function cell({ value }: Column, table: string): (instance: number, number: number, row: number) => string {
  if ('texts' in value) {
    const texts = value.texts.map(quoted)
    return instance => texts[instance]!
  }
  if ('id' in value) return (_, __, row) => rowId(table, row)
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
