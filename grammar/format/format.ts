import type { File } from '../ast/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { parse } from '../parse.ts'
import { Comments } from './comments.ts'
import { declarations } from './declarations.ts'
import { hardline } from './layout/doc.ts'
import { type Rendered, render, width } from './layout/render.ts'

/** A file in its one form. The tree stays the same, comments too and in order; formatting the result changes nothing. */
export function print(file: File): string {
  const doc = declarations(new Comments(file), file.decls, Number.POSITIVE_INFINITY)
  const lines = aligned(render([doc, hardline]))
  return `${lines.join('\n').trimEnd()}\n`.replace(/^\n$/, '')
}

/** Formats a text. One with mistakes has no form: `text` is missing then. */
export function format(path: string, text: string): { text?: string; diagnostics: readonly Diagnostic[] } {
  const { file, diagnostics } = parse(path, text)
  if (diagnostics.some(d => d.severity === 'error')) return { diagnostics }
  return { text: print(file), diagnostics }
}

/** Comments at the ends of lines below each other begin in one column, if there is room. */
function aligned(lines: readonly Rendered[]): string[] {
  const columns = lines.map(line => (line.comment === undefined ? undefined : line.code.length + 2))
  for (let start = 0; start < lines.length; start++) {
    if (columns[start] === undefined) continue
    let end = start
    while (columns[end + 1] !== undefined) end++
    const run = lines.slice(start, end + 1)
    const most = Math.max(...(columns.slice(start, end + 1) as number[]))
    if (run.every(line => most + line.comment!.length <= width)) columns.fill(most, start, end + 1)
    start = end
  }
  return lines.map(({ code, comment }, i) => (comment === undefined ? code : code.padEnd(columns[i]!) + comment))
}
