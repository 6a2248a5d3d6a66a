import type { Code } from '../catalogue/index.ts'
import type { Diagnostic, Fix, Severity } from '../diagnostic.ts'
import { byPlace } from './order.ts'
import { type Place, placesIn } from './places.ts'

/** A cure: its edits belong together; an edit's text takes the place of what is there. */
export interface JsonFix {
  readonly title: string
  /** A figure or a meaning in it is the author's to choose. */
  readonly choice?: true
  readonly edits: readonly (Partial<Place> & { readonly text: string })[]
}

export interface JsonDiagnostic extends Partial<Place> {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  /** What it is about, where it has no place in a file. */
  readonly where?: string
  readonly labels: readonly (Partial<Place> & { readonly text: string })[]
  readonly why?: string
  readonly help: string
  readonly fixes?: readonly JsonFix[]
}
export interface JsonReport {
  readonly version: 1
  readonly diagnostics: readonly JsonDiagnostic[]
}

/** Diagnostics as plain data for machines, sorted by place. Without a file's text, places have only the file. */
export function renderJson(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): JsonReport {
  const place = placesIn(sources)
  const edited = (fix: Fix) => ({ ...fix, edits: fix.edits.map(({ span, text }) => ({ ...place(span), text })) })
  const plain = byPlace(diagnostics).map(({ code, severity, message, span, where, labels, why, help, fixes }) => ({
    code,
    severity,
    message,
    ...(span && place(span)),
    ...(where !== undefined && { where }),
    labels: labels.map(label => ({ ...place(label.span), text: label.text })),
    ...(why !== undefined && { why }),
    help,
    ...(fixes && { fixes: fixes.map(edited) }),
  }))
  return { version: 1, diagnostics: plain }
}
