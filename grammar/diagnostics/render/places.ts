import type { Span } from '../../ast/span.ts'
import { Lines } from '../../source/lines.ts'

/** Lines and columns count from 1; a column is one UTF-16 code unit; the end is the place after the last character. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Finds places by their offsets. Without a file's text, a place has only the file. */
export function placesIn(sources: ReadonlyMap<string, string>): (span: Span) => Pick<Place, 'file'> & Partial<Place> {
  const known = new Map([...sources].map(([file, text]) => [file, new Lines(text)]))
  return ({ file, start, end }) => {
    const lines = known.get(file)
    if (!lines) return { file }
    const [from, to] = [lines.at(start), lines.at(end)]
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}
