import type { Span } from '../../grammar/ast/index.ts'
import type { Code, Parameters } from '../../grammar/diagnostics/catalogue/index.ts'
import { type Diagnostic, diagnostic, type Label } from '../../grammar/diagnostics/diagnostic.ts'
import type { Term } from '../program/term.ts'

/** Reports a mistake at the term that makes it. */
export type Report = <C extends Code>(
  code: C,
  term: Term,
  parameters: Parameters<C>,
  labels?: readonly Label[],
  /** What the term is a part of. */
  whole?: Term,
) => void

/** Reports what is wrong with a place. */
export type Say = <C extends Code>(code: C, at: Span, parameters: Parameters<C>, labels?: readonly Label[]) => void

/**
 * A mistake inside a function is shown where the function is called. The same mistake at the same place is said once,
 * however many keys or uses it has.
 */
export function reporter(report: (d: Diagnostic) => void, textOf: (file: string) => string | undefined): Report {
  const said = new Set<string>()
  return (code, term, parameters, labels = [], whole = term) => {
    const [call] = term.calls
    const span: Span = call ?? term.span
    const places = [span, term.span].map(({ file, start, end }) => `${String(code)} ${file} ${start} ${end}`)
    if (places.some(place => said.has(place))) return
    for (const place of places) said.add(place)
    const inside = call ? [{ span: term.span, text: 'inside the function' }] : []
    const place = { span, labels: [...inside, ...labels], text: textOf(span.file), whole: call ?? whole.span }
    report(diagnostic(code, place, parameters))
  }
}
