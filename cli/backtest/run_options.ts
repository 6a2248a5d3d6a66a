import type { TableFormat } from '../../runtime/backtest/tables/table_form.ts'

/** What may be asked of a run. */
export interface RunOptions {
  readonly out?: string
  /** Of the tables there. */
  readonly format?: TableFormat
  /** Go on with the run that was interrupted there, or refuse. */
  readonly resume?: boolean
  /** At least so long between two checkpoints there, µs. */
  readonly checkpoint?: number
  /** A file for rows of recordings that could not be used. */
  readonly quarantine?: string
  /** Rows shown of each table. */
  readonly rows: number
  /** Of HVT. */
  readonly version: string
}
