import type { Column, Output } from '../../../compiler/ir/graph.ts'
import type { RowSink } from '../tables/row_sink.ts'
import { FALSE, truth, UNKNOWN } from './durations.ts'
import type { Observer } from './observer.ts'

/** One table that the strategy records. */
export interface RecordStats {
  readonly table: string
  readonly rows: number
  /** Rows whose `peg_ok` was false, and those where it was unknown; null for a table without that column. */
  readonly pegs: { readonly violated: number; readonly unknown: number } | null
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly show: Show }[]
}

/** The column that says of a row whether the pegs hold that it made use of. */
export function isHealth({ name, value }: Column): boolean {
  return name === 'peg_ok' && 'show' in value && value.show === 'bool'
}

type Show = 'number' | 'bool' | 'time' | 'choice' | 'text'

/** Counts the rows of a table and hands them on: one for each tick of each key. */
export class Records implements Observer {
  private rows = 0
  private violated = 0
  private unknown = 0
  private readonly health: number

  constructor(
    private readonly output: Output,
    private readonly sink: RowSink,
  ) {
    this.health = output.columns.findIndex(isHealth)
  }

  begin(): void {}

  see(instance: number, _now: number, ticked: boolean, values: ArrayLike<number>): void {
    if (!ticked) return
    this.rows++
    if (this.health >= 0) this.look(truth(values[this.health]!))
    this.sink.row(this.output, instance, values)
  }

  end(): void {}

  stats(): RecordStats {
    const { name, columns } = this.output
    const show = ({ value }: (typeof columns)[number]): Show => ('show' in value ? value.show : 'text')
    const pegs = this.health < 0 ? null : { violated: this.violated, unknown: this.unknown }
    return {
      table: name,
      rows: this.rows,
      pegs,
      columns: columns.map(c => ({ name: c.name, unit: c.unit, show: show(c) })),
    }
  }

  private look(health: number): void {
    if (health === FALSE) this.violated++
    else if (health === UNKNOWN) this.unknown++
  }
}
