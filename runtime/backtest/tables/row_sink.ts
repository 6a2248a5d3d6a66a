import type { Output } from '../../../compiler/ir/graph.ts'

/** Where the rows of record tables go. */
export interface RowSink {
  /** A row of the table `output.name`. `values` has a number for each column and is only lent. */
  row(output: Output, instance: number, values: ArrayLike<number>): void
}
