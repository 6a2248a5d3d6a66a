import type { Span } from '../ast/span.ts'
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts'
import type { MappedText } from './mapped.ts'

/** A tree, or a list of trees, whose spans are those of the YAML. */
export function moved<T>(tree: T, to: MappedText): T {
  if (Array.isArray(tree)) return tree.map(one => moved(one, to)) as T
  if (typeof tree !== 'object' || tree === null) return tree
  const entries = Object.entries(tree).map(([key, value]) => {
    return [key, key === 'span' || key === 'opSpan' ? span(value as Span, to) : moved(value, to)]
  })
  return Object.fromEntries(entries) as T
}

/** `source` is the text of the YAML. A fix that has no place in it is left out. */
export function movedDiagnostic({ fixes = [], ...d }: Diagnostic, to: MappedText, source: string): Diagnostic {
  const labels = d.labels.map(label => ({ ...label, span: span(label.span, to) }))
  const kept = fixes.flatMap(fix => movedFix(fix, to, source) ?? [])
  return { ...d, labels, ...(d.span && { span: span(d.span, to) }), ...(kept.length > 0 && { fixes: kept }) }
}

function movedFix(fix: Fix, to: MappedText, source: string): Fix | undefined {
  const edits = fix.edits.flatMap(edit => {
    const { file, start, end } = edit.span
    const range = to.place(start, end, source)
    return range ? [{ ...edit, span: { file, ...range } }] : []
  })
  return edits.length === fix.edits.length ? { ...fix, edits } : undefined
}

const span = ({ file, start, end }: Span, to: MappedText): Span => ({ file, ...to.range(start, end) })
