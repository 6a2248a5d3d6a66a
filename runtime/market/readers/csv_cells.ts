import type { Cells } from '../mapping/mapping.ts'
import { cells } from './csv.ts'
import { DigitScan, decimal } from './decimal.ts'

const quote = 34

/** The cells of rows that stand in a longer text; nothing is made of those that nobody reads. */
export class CsvCells implements Cells {
  private readonly digits = new DigitScan()
  private readonly delimiter: number
  private readonly separator: string
  private text_ = ''
  /** Where each cell begins, and after the last one where one more would begin. */
  private starts = new Int32Array(64)
  private places: readonly number[] = []
  /** Of the row at hand. */
  width = 0

  constructor(
    delimiter: string,
    /** What stands before the decimals of a number. */
    private readonly point: '.' | ',' = '.',
  ) {
    this.separator = delimiter
    this.delimiter = delimiter.charCodeAt(0)
  }

  /** Where in a row the columns of a mapping stand; -1 for one that the file does not have. */
  find(places: readonly number[]): void {
    this.places = places
  }

  /** Looks at the row from `from` to `end`; false where its quotes are not those of cells. */
  read(text: string, from: number, end: number): boolean {
    let { starts } = this
    let width = 0
    starts[0] = from
    for (let i = from; i < end; i++) {
      const code = text.charCodeAt(i)
      if (code === quote) {
        return this.quoted(text.slice(from, end))
      }
      if (code !== this.delimiter) continue
      if (++width >= starts.length - 1) starts = this.wider()
      starts[width] = i + 1
    }
    this.width = width + 1
    starts[this.width] = end + 1
    this.text_ = text
    return true
  }

  has(place: number): boolean {
    return this.places[place]! >= 0
  }

  /** Every cell of the row. */
  all(): string[] {
    return Array.from({ length: this.width }, (_, k) => this.text_.slice(this.starts[k]!, this.starts[k + 1]! - 1))
  }

  number(place: number): number {
    const at = this.places[place]!
    if (at < 0) return Number.NaN
    const start = this.starts[at]!
    const end = this.starts[at + 1]! - 1
    if (start === end) return Number.NaN
    if (this.point === ',') return withComma(this.text_.slice(start, end).trim())
    const n = this.digits.number(this.text_, start)
    if (this.digits.end === end) return n
    // A sign, an exponent, spaces, or no number at all.
    return decimal(this.text_.slice(start, end).trim())
  }

  text(place: number): string {
    const at = this.places[place]!
    return at < 0 ? '' : this.text_.slice(this.starts[at]!, this.starts[at + 1]! - 1).trim()
  }

  /** A row with cells in quotes is put together again without them. */
  private quoted(row: string): boolean {
    const parts = cells(row, this.separator)
    if (!parts) return false
    while (parts.length >= this.starts.length - 1) this.wider()
    this.text_ = parts.join('\n')
    this.width = parts.length
    let at = 0
    for (const [k, part] of parts.entries()) {
      this.starts[k] = at
      at += part.length + 1
    }
    this.starts[parts.length] = at
    return true
  }

  private wider(): Int32Array<ArrayBuffer> {
    const wider = new Int32Array(2 * this.starts.length)
    wider.set(this.starts)
    this.starts = wider
    return wider
  }
}

/** A point would be one that divides thousands: no number, as nobody knows. */
const withComma = (text: string) => (text.includes('.') ? Number.NaN : decimal(text.replace(',', '.')))
