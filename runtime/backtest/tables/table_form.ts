/** A table on its way to a file of one format. Rows go to a file of rows first, which can be cut off after any row. */
export interface TableForm {
  /** Of the file, without the dot. */
  readonly extension: string
  /** Bytes, or characters, that wait in memory. */
  readonly waiting: number
  /** Takes the row of a number, counted from 0; `values` is only lent. */
  add(instance: number, values: ArrayLike<number>, row: number): void
  /** What waits, to be appended to the file of rows; then nothing waits. */
  take(): string | Uint8Array
  /** Writes the table to a file of its own; absent where the file of rows is the table. */
  readonly finish?: (rows: string, table: string) => void
}

export const tableFormats = ['csv', 'parquet'] as const

export type TableFormat = (typeof tableFormats)[number]
