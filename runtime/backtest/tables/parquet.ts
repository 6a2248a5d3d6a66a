import { closeSync, openSync, readSync } from 'node:fs'
import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { Column } from '../../../compiler/ir/graph.ts'
import { isoTime } from './iso_time.ts'
import { rowId } from './row_id.ts'
import type { TableForm } from './table_form.ts'

interface Columns {
  readonly name: string
  readonly columns: readonly Column[]
}

/** Cells of one group of rows: what is in memory at once. */
const groupCells = 1_000_000

/**
 * A table as Parquet: keys, choices and ids are text, times are timestamps of µs, what is absent is null. Its file of rows has the
 * bare numbers of each row, the instance first; groups of rows are made of them in the end, so that they are the same whenever
 * a run was stopped and went on.
 */
export class ParquetForm implements TableForm {
  readonly extension = 'parquet'
  private readonly width: number
  private readonly rows: Float64Array
  private used = 0

  constructor(private readonly table: Columns) {
    this.width = 1 + table.columns.length
    this.rows = new Float64Array(this.width * Math.max(1, Math.ceil(8_192 / this.width)))
  }

  get waiting(): number {
    // A full buffer has to be taken, however small it is.
    return this.used === this.rows.length ? Number.POSITIVE_INFINITY : 8 * this.used
  }

  add(instance: number, values: ArrayLike<number>): void {
    this.rows[this.used] = instance
    for (let c = 1; c < this.width; c++) this.rows[this.used + c] = values[c - 1]!
    this.used += this.width
  }

  take(): Uint8Array {
    const bytes = new Uint8Array(this.rows.buffer, 0, 8 * this.used)
    this.used = 0
    return bytes
  }

  finish(rows: string, table: string): void {
    const cells = this.table.columns.map(column => cell(column, this.table.name))
    const columns = this.table.columns.map((column, c): SchemaElement => schemaOf(column, cells[c]!.type))
    const writer = new ParquetWriter({
      writer: fileWriter(table),
      schema: [{ name: 'root', num_children: columns.length }, ...columns],
      createdBy: 'hvt',
    })
    const size = Math.max(1_024, Math.floor(groupCells / this.width))
    let first = 0
    for (const group of groups(rows, size * this.width)) {
      const count = group.length / this.width
      const columnData = cells.map(({ of }, c) => {
        const data = Array.from({ length: count }, (_, row) => {
          const at = row * this.width
          return of(group[at]!, group[at + 1 + c]!, first + row)
        })
        return { name: columns[c]!.name, data }
      })
      writer.write({ columnData, rowGroupSize: count })
      first += count
    }
    writer.finish()
  }
}

/** The numbers of a file, so many at a time. */
function* groups(path: string, size: number): Generator<Float64Array> {
  const numbers = new Float64Array(size)
  const bytes = new Uint8Array(numbers.buffer)
  const fd = openSync(path, 'r')
  try {
    for (;;) {
      let filled = 0
      for (let more = -1; more !== 0 && filled < bytes.length; filled += more)
        more = readSync(fd, bytes, filled, bytes.length - filled, null)
      if (filled === 0) return
      yield numbers.subarray(0, filled / 8)
    }
  } finally {
    closeSync(fd)
  }
}

interface Cell {
  readonly type: 'text' | 'number' | 'bool' | 'time'
  readonly of: (instance: number, number: number, row: number) => string | number | boolean | bigint | null
}

/** As in CSV, cell by cell. */
function cell({ value }: Column, table: string): Cell {
  if ('texts' in value) return { type: 'text', of: instance => value.texts[instance]! }
  if ('id' in value) return { type: 'text', of: (_, __, row) => rowId(table, row) }
  // Only trades tell, and there are none.
  if ('after' in value) return { type: 'number', of: () => null }
  switch (value.show) {
    case 'choice':
      return { type: 'text', of: (_, number) => value.choices[number] ?? null }
    case 'bool':
      return { type: 'bool', of: (_, number) => (Number.isNaN(number) ? null : number !== 0) }
    case 'time':
      return { type: 'time', of: (_, number) => (isoTime(number) === '' ? null : BigInt(Math.floor(number))) }
    case 'number':
      return { type: 'number', of: (_, number) => (Number.isNaN(number) ? null : number) }
  }
}

function schemaOf({ name }: Column, type: Cell['type']): SchemaElement {
  const column = { name, repetition_type: 'OPTIONAL' } as const
  switch (type) {
    case 'text':
      return { ...column, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    case 'bool':
      return { ...column, type: 'BOOLEAN' }
    case 'number':
      return { ...column, type: 'DOUBLE' }
    case 'time': {
      const logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } as const
      return { ...column, type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type }
    }
  }
}
