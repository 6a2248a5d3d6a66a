import type { Span } from '../../ast/span.ts'
import { Lines } from '../../source/lines.ts'
import type { Code } from '../catalogue/index.ts'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { byPlace } from './order.ts'

/** Lines and columns count from 1; a column is one UTF-16 code unit; the end is the place after the last character. */
export interface JsonPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}
export interface JsonDiagnostic extends Partial<JsonPlace> {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  /** What it is about, where it has no place in a file. */
  readonly where?: string
  readonly labels: readonly (Partial<JsonPlace> & { readonly text: string })[]
  readonly why?: string
  readonly help: string
}
export interface JsonReport {
  readonly version: 1
  readonly diagnostics: readonly JsonDiagnostic[]
}

/** Diagnostics as plain data for machines, sorted by place. Without a file's text, places have only the file. */
export function renderJson(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): JsonReport {
  const lines = new Map([...sources].map(([file, text]) => [file, new Lines(text)]))
  const plain = byPlace(diagnostics).map(({ code, severity, message, span, where, labels, why, help }) => ({
    code,
    severity,
    message,
    ...(span && place(span, lines)),
    ...(where !== undefined && { where }),
    labels: labels.map(label => ({ ...place(label.span, lines), text: label.text })),
    ...(why !== undefined && { why }),
    help,
  }))
  return { version: 1, diagnostics: plain }
}

function place({ file, start, end }: Span, sources: ReadonlyMap<string, Lines>): Partial<JsonPlace> {
  const lines = sources.get(file)
  if (!lines) return { file }
  const [from, to] = [lines.at(start), lines.at(end)]
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}
