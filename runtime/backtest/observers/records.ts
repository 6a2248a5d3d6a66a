import type { Output } from '../../../compiler/ir/graph.ts'
import type { RowSink } from '../tables/row_sink.ts'
import type { Observer } from './observer.ts'

/** One table that the strategy records. */
export interface RecordStats {
  readonly table: string
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly show: Show }[]
}

type Show = 'number' | 'bool' | 'time' | 'text'

/** Counts the rows of a table and hands them on: one for each tick of each key. */
export class Records implements Observer {
  private rows = 0

  constructor(
    private readonly output: Output,
    private readonly sink: RowSink,
  ) {}

  begin(): void {}

  see(instance: number, _now: number, ticked: boolean, values: ArrayLike<number>): void {
    if (!ticked) return
    this.rows++
    this.sink.row(this.output, instance, values)
  }

  end(): void {}

  stats(): RecordStats {
    const { name, columns } = this.output
    const show = ({ value }: (typeof columns)[number]): Show => ('show' in value ? value.show : 'text')
    return { table: name, rows: this.rows, columns: columns.map(c => ({ name: c.name, unit: c.unit, show: show(c) })) }
  }
}
