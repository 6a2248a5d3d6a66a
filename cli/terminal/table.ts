import { show } from '../../grammar/diagnostics/render/width.ts'

/** A column of a table for people. */
export interface TextColumn {
  readonly head: string
  readonly cells: readonly string[]
  /** Numbers are. */
  readonly right?: boolean
}

/**
 * Lines of an aligned table, its head first. Never wider than `width`: columns at the right that do not fit are left out,
 * and the last line says which.
 */
export function table(columns: readonly TextColumn[], width: number): string[] {
  const laid = columns.map(lay)
  let used = 0
  const fit = laid.findIndex((c, i) => {
    used += c.width + (i === 0 ? indent.length : gap.length)
    return i > 0 && used > width
  })
  const shown = fit < 0 ? laid : laid.slice(0, fit)
  const lines = Array.from({ length: (columns[0]?.cells.length ?? 0) + 1 }, (_, row) =>
    `${indent}${shown.map(c => c.lines[row]).join(gap)}`.trimEnd(),
  )
  const left = columns.slice(shown.length).map(c => c.head)
  return left.length ? [...lines, `${indent}(no room for ${left.join(', ')})`] : lines
}

const indent = '  '
const gap = '  '

function lay({ head, cells, right = false }: TextColumn): { lines: string[]; width: number } {
  // What comes from files may hold what disturbs a terminal.
  const texts = [head, ...cells].map(cell => show(cell))
  const widths = texts.map(t => t.columns.at(-1)!)
  const width = Math.max(...widths)
  const lines = texts.map(({ text }, i) => {
    const space = ' '.repeat(width - widths[i]!)
    return right ? space + text : text + space
  })
  return { lines, width }
}
