import type { Emit } from '../../ir/evaluator.ts'
import type { Graph } from '../../ir/graph.ts'
import { type Places, REPORT } from '../place/places.ts'

/** Reads the report records of a module's memory. */
export class ReportReader {
  private readonly cells: Float64Array
  private readonly words: Int32Array
  private readonly start: number
  /** By output. */
  private readonly values: readonly Float64Array[]

  constructor(
    graph: Graph,
    places: Places,
    buffer: ArrayBuffer,
    private readonly emit: Emit,
  ) {
    this.cells = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.start = places.reports
    this.values = graph.outputs.map(({ columns }) => new Float64Array(columns.length))
  }

  /** Hands on every report of the first `bytes` bytes. */
  read(bytes: number): void {
    const { cells, words, values, emit } = this
    const end = (this.start + bytes) / 8
    for (let at = this.start / 8; at < end; ) {
      const now = cells[at]!
      const output = words[2 * at + REPORT.output / 4]!
      const instance = words[2 * at + REPORT.instance / 4]!
      const columns = values[output >> 1]!
      at += REPORT.columns / 8
      for (let c = 0; c < columns.length; c++) columns[c] = cells[at++]!
      emit(output >> 1, instance, now, (output & 1) === 1, columns)
    }
  }
}
