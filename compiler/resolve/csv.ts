/** A row of cells with the line that it begins on, from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a CSV text (RFC 4180): cells between commas, those in quotes may hold commas, line ends and doubled quotes.
 * Empty lines are none. Undefined where the text ends inside quotes.
 */
export function csvRows(text: string): readonly CsvRow[] | undefined {
  const rows: CsvRow[] = []
  const start = text.startsWith('\uFEFF') ? 1 : 0
  let [line, first, cell, cells]: [number, number, string, string[]] = [1, 1, '', []]
  let quoted = false
  const end = () => {
    if (cells.length > 0 || cell.trim() !== '') rows.push({ line: first, cells: [...cells, cell] })
    ;[cell, cells, first] = ['', [], line]
  }
  for (let i = start; i < text.length; i++) {
    const c = text[i]!
    if (c === '\n') line++
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === ',') {
      cells.push(cell)
      cell = ''
    } else if (c === '\n') end()
    else if (c !== '\r') cell += c
  }
  if (quoted) return undefined
  line++
  end()
  return rows
}
