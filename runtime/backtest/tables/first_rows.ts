import type { Graph, Output } from '../../../compiler/ir/graph.ts'
import type { RowSink } from './row_sink.ts'

/** A row that was kept: texts of keys, numbers (NaN is absent). */
export type Row = readonly (string | number)[]

/** Keeps the first rows of each table, to be shown. */
export class FirstRows implements RowSink {
  private readonly tables = new Map<Output, Row[]>()

  /** @param most Rows kept of each table. */
  constructor(private readonly most: number) {}

  row(output: Output, instance: number, values: ArrayLike<number>): void {
    const rows = this.tables.get(output) ?? []
    if (rows.length >= this.most) return
    this.tables.set(output, rows)
    rows.push(output.columns.map(({ value }, c) => ('texts' in value ? value.texts[instance]! : values[c]!)))
  }

  /** By output: plain data, which is only lent. */
  save({ outputs }: Graph): readonly (readonly Row[])[] {
    return outputs.map(output => this.of(output))
  }

  restore({ outputs }: Graph, saved: readonly (readonly Row[])[]): void {
    for (const [o, rows] of saved.entries()) this.tables.set(outputs[o]!, [...rows])
  }

  of(output: Output): readonly Row[] {
    return this.tables.get(output) ?? []
  }
}
