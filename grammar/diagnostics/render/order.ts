import type { Diagnostic } from '../diagnostic.ts'

/** By file, then by place; what has no place comes last, in the order given. */
export function byPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = [...new Set(diagnostics.map(d => d.span?.file))]
  return diagnostics.toSorted((a, b) => {
    if (!a.span || !b.span) return a.span ? -1 : b.span ? 1 : 0
    return files.indexOf(a.span.file) - files.indexOf(b.span.file) || a.span.start - b.span.start
  })
}
