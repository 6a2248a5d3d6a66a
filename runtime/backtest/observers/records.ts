import type { Column, Graph, Output } from '../../../compiler/ir/graph.ts'
import { completedColumns, completionsOf } from '../tables/completed.ts'
import { type CompletionStats, HeldRows } from '../tables/held_rows.ts'
import type { RowSink } from '../tables/row_sink.ts'
import { FALSE, truth, UNKNOWN } from './durations.ts'
import type { Observer, Stored } from './observer.ts'

/** One table that the strategy records. */
export interface RecordStats {
  readonly table: string
  readonly rows: number
  /** Rows whose `peg_ok` was false, and those where it was unknown; null for a table without that column. */
  readonly pegs: { readonly violated: number; readonly unknown: number } | null
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly show: Show }[]
  /** Of a table with columns that are known later only; null for one without. */
  readonly completions: CompletionStats | null
  /** Columns that are known when the trade of their row has ended: empty in a run that does not trade. */
  readonly outcomes: readonly string[]
}

/** The column that says of a row whether the pegs hold that it made use of. */
export function isHealth({ name, value }: Column): boolean {
  return name === 'peg_ok' && 'show' in value && value.show === 'bool'
}

type Show = 'number' | 'bool' | 'time' | 'choice' | 'text'

interface Rows {
  readonly counts: { readonly rows: number; readonly violated: number; readonly unknown: number }
  readonly held: ReturnType<HeldRows['save']> | undefined
}

/** Counts the rows of a table and hands them on, when they are complete: one for each tick of each key. */
export class Records implements Observer, Stored<Rows> {
  private counts = { rows: 0, violated: 0, unknown: 0 }
  private readonly health: number
  private readonly columns: readonly Column[]
  private readonly held: HeldRows | undefined

  constructor(
    graph: Graph,
    private readonly output: Output,
    private readonly sink: RowSink,
  ) {
    const completions = completionsOf(graph, output)
    this.columns = completedColumns(graph, output)
    if (completions.length > 0)
      this.held = new HeldRows(completions, (instance, values) => sink.row(output, instance, values))
    this.health = output.columns.findIndex(isHealth)
  }

  begin(): void {}

  see(instance: number, now: number, ticked: boolean, values: ArrayLike<number>): void {
    if (!ticked) return
    this.counts.rows++
    if (this.health >= 0) this.look(truth(values[this.health]!))
    if (this.held) this.held.row(instance, now, values)
    else this.sink.row(this.output, instance, values)
  }

  /** What the completion of an index says. */
  completion(index: number): Observer & Stored {
    const none = () => {}
    const see: Observer['see'] = (i, now, _, values) => this.held!.complete(index, i, now, values)
    // The rows that it completes are stored with the table.
    return { begin: none, see, end: none, save: none, restore: none }
  }

  end(now: number): void {
    this.held?.end(now)
  }

  save(): Rows {
    return { counts: this.counts, held: this.held?.save() }
  }

  restore({ counts, held }: Rows): void {
    this.counts = { ...counts }
    if (held) this.held?.restore(held)
  }

  stats(): RecordStats {
    const { name } = this.output
    const { columns, counts } = this
    const show = ({ value }: Column): Show => ('show' in value ? value.show : 'after' in value ? 'number' : 'text')
    const pegs = this.health < 0 ? null : { violated: counts.violated, unknown: counts.unknown }
    return {
      table: name,
      rows: counts.rows,
      pegs,
      columns: columns.map(c => ({ name: c.name, unit: c.unit, show: show(c) })),
      completions: this.held?.stats() ?? null,
      outcomes: columns.filter(({ value }) => 'after' in value).map(c => c.name),
    }
  }

  private look(health: number): void {
    if (health === FALSE) this.counts.violated++
    else if (health === UNKNOWN) this.counts.unknown++
  }
}
