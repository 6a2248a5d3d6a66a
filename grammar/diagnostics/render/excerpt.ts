import type { Span } from '../../ast/span.ts'
import type { Lines, Position } from '../../source/lines.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { show } from './width.ts'

/** The lines of one file that a diagnostic points at. */
export interface Excerpt {
  readonly file: string
  /** The primary place, or that of the first label in a file without it. */
  readonly at: Position | undefined
  readonly rows: readonly Row[]
}
export interface Row {
  readonly line: number
  readonly text: string
  readonly marks: readonly Mark[]
}
/** Columns of the shown text, from 0. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly primary: boolean
  readonly text: string
}

/** Characters of a line that are shown; a longer one is cut around its marks. */
const widest = 160

/** The file of the primary place comes first. */
export function excerpts(d: Diagnostic, sources: ReadonlyMap<string, Lines>): Excerpt[] {
  const places: Place[] = d.labels.map(label => ({ ...label, primary: false }))
  if (d.span) places.unshift({ span: d.span, text: '', primary: true })
  const files = new Set(places.map(p => p.span.file))
  return [...files].map(file => {
    const lines = sources.get(file)
    const inside = places.filter(p => p.span.file === file)
    return { file, at: lines?.at(inside[0]!.span.start), rows: lines ? rowsOf(lines, inside) : [] }
  })
}

interface Place {
  readonly span: Span
  readonly text: string
  readonly primary: boolean
}

function rowsOf(lines: Lines, places: readonly Place[]): Row[] {
  const byLine = new Map<number, Place[]>()
  for (const place of places) {
    const { line } = lines.at(place.span.start)
    byLine.set(line, [...(byLine.get(line) ?? []), place])
  }
  return [...byLine].sort(([a], [b]) => a - b).map(([line, inside]) => row(lines, line, inside))
}

/** A place of several lines is marked on its first. */
function row(lines: Lines, line: number, places: readonly Place[]): Row {
  const begin = lines.start(line)
  const window = windowOf(lines.line(line), Math.min(...places.map(p => p.span.start - begin)))
  const { text, columns } = show(window.text)
  const column = (offset: number) => columns[Math.max(0, Math.min(offset - begin - window.from, columns.length - 1))]!
  const marks = places
    .map(({ span, text, primary }) => ({ from: column(span.start), to: column(span.end), primary, text }))
    .sort((a, b) => a.from - b.from)
  return { line, text, marks }
}

/** A long line is cut around its first mark. `from`: the offset in the line of the window's first character. */
function windowOf(line: string, mark: number): { text: string; from: number } {
  if (line.length <= widest) return { text: line, from: 0 }
  const whole = (offset: number) => (/[\udc00-\udfff]/.test(line[offset] ?? '') ? offset - 1 : offset)
  const from = whole(Math.max(0, Math.min(mark - 40, line.length - widest)))
  const to = whole(from + widest)
  const before = from > 0 ? '…' : ''
  return { text: before + line.slice(from, to) + (to < line.length ? '…' : ''), from: from - before.length }
}
