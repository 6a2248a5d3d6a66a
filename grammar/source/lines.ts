/** Where an offset lies: both count from 1; a column is one UTF-16 code unit, as editors count. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The lines of a text, which end with `\n`, `\r\n` or `\r`. */
export class Lines {
  private readonly starts: number[] = [0]
  private readonly text: string

  constructor(text: string) {
    this.text = text
    for (const end of text.matchAll(/\r\n|\n|\r/g)) this.starts.push(end.index + end[0].length)
  }

  /** The number of lines; an empty text has one. */
  get count(): number {
    return this.starts.length
  }

  /** Offsets beyond the text lie at its end. */
  at(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - this.starts[low]! + 1 }
  }

  /** The offset at which a line begins. */
  start(line: number): number {
    return this.starts[line - 1] ?? this.text.length
  }

  /** A line without its end. */
  line(line: number): string {
    return this.text.slice(this.start(line), this.start(line + 1)).replace(/[\r\n]+$/, '')
  }
}
