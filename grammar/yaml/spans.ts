import type { Span } from '../ast/span.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
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

export function movedDiagnostic(d: Diagnostic, to: MappedText): Diagnostic {
  const labels = d.labels.map(label => ({ ...label, span: span(label.span, to) }))
  return { ...d, labels, ...(d.span && { span: span(d.span, to) }) }
}

const span = ({ file, start, end }: Span, to: MappedText): Span => ({ file, ...to.range(start, end) })
