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
    const end = (this.start + bytes) >>> 3
    // A field that was undefined keeps its number as an object: made once a step, not once for each call of `emit`.
    const time: { now: number | undefined } = { now: undefined }
    let last = Number.NaN
    for (let at = this.start >>> 3; at < end; ) {
      const now = cells[at]!
      if (now !== last) time.now = last = now
      const output = words[2 * at + OUTPUT]!
      const instance = words[2 * at + INSTANCE]!
      const columns = values[output >> 1]!
      const { length } = columns
      at += COLUMNS
      if (length === 1) columns[0] = cells[at]!
      else for (let c = 0; c < length; c++) columns[c] = cells[at + c]!
      at += length
      emit(output >> 1, instance, time.now!, (output & 1) === 1, columns)
    }
  }
}

const [OUTPUT, INSTANCE, COLUMNS] = [REPORT.output / 4, REPORT.instance / 4, REPORT.columns / 8]
