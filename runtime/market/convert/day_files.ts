import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

export interface Column {
  readonly name: string
  readonly type: 'INT64' | 'DOUBLE' | 'STRING'
}
export type Cell = number | string | undefined

const day = 86_400_000_000
/** Rows of a group: so many are kept in memory, here and by whoever reads them. */
const group = 50_000

/** Rows as Parquet files of a folder, one for each day of their times; times never go back. */
export class DayFiles {
  private cells: Cell[][]
  private present: number | undefined
  private writer: ParquetWriter | undefined
  rows = 0

  constructor(
    private readonly folder: string,
    private readonly columns: readonly Column[],
  ) {
    this.cells = columns.map(() => [])
    mkdirSync(folder, { recursive: true })
  }

  add(time: number, row: readonly Cell[]): void {
    const of = Math.floor(time / day)
    if (of !== this.present) {
      this.end()
      this.present = of
    }
    for (const [k, cell] of row.entries()) this.cells[k]!.push(cell)
    this.rows++
    if (this.cells[0]!.length === group) this.flush()
  }

  /** Ends the file at hand. */
  end(): void {
    if (this.present === undefined) return
    this.flush()
    this.writer?.finish()
    this.writer = undefined
    this.present = undefined
  }

  private flush(): void {
    if (this.cells[0]!.length === 0) return
    const columnData = this.columns.map(({ name, type }, k) => ({ name, type, data: packed(this.cells[k]!, type) }))
    this.writer ??= this.open(columnData)
    // The types stand in the schema of the file.
    this.writer.write({ columnData: columnData.map(({ name, data }) => ({ name, data })), rowGroupSize: group })
    this.cells = this.columns.map(() => [])
  }

  private open(columnData: ColumnSource[]): ParquetWriter {
    const name = new Date(this.present! * (day / 1_000)).toISOString().slice(0, 10)
    const writer = fileWriter(join(this.folder, `${name}.parquet`))
    return new ParquetWriter({ writer, schema: schemaFromColumnData({ columnData }) })
  }
}

/** What is absent is null. */
function packed(cells: readonly Cell[], type: Column['type']): ColumnSource['data'] {
  if (type === 'INT64') return cells.map(cell => (cell === undefined ? null : BigInt(cell)))
  return cells.map(cell => (cell === undefined || Number.isNaN(cell) ? null : cell))
}
