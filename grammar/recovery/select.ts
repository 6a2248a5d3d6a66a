import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { Lines } from '../source/lines.ts'

/** Messages about one file before the rest is only counted. */
const most = 20

/** By place; on one line only the first error, since others there are mostly its consequences; not more than `most`. */
export function select(file: string, text: string, found: readonly Diagnostic[]): Diagnostic[] {
  if (found.length === 0) return []
  const lines = new Lines(text)
  const start = (d: Diagnostic) => d.span?.start ?? 0
  const sorted = found.toSorted((a, b) => start(a) - start(b))
  const firstOn = new Map<number, Diagnostic>()
  const kept = sorted.filter(d => {
    if (d.severity === 'warning') return true
    const { line } = lines.at(start(d))
    const first = firstOn.get(line)
    if (!first) firstOn.set(line, d)
    return !first
  })
  if (kept.length <= most) return kept
  const next = kept[most]!
  const more = diagnostic('HVT1015', next.span ? { span: next.span } : { where: file }, { count: kept.length - most })
  return [...kept.slice(0, most), more]
}
