import type { Diagnostic } from '../diagnostics/diagnostic.ts'

const brackets = new Set(['HVT1102', 'HVT1103', 'HVT1104', 'HVT1109'])

/** The errors that were found before parsing, by place. */
export class Known {
  private readonly errors: readonly Diagnostic[]
  private readonly warnings: readonly Diagnostic[]
  private readonly forgotten = new Set<Diagnostic>()

  constructor(diagnostics: readonly Diagnostic[]) {
    this.warnings = diagnostics.filter(d => d.severity === 'warning')
    this.errors = diagnostics.filter(d => d.severity === 'error').sort((a, b) => start(a) - start(b))
  }

  /**
   * Whether a mistake met by the parser, in a declaration that reaches from one offset to before another, is news. It
   * is not beside a character, number or text that is wrong, nor after a bracket that is, since it is then most likely
   * a consequence; before such a bracket, that one is the consequence and forgotten.
   */
  isNews(found: Diagnostic, from: number, to: number): boolean {
    const known = this.errors.slice(this.indexFrom(from), this.indexFrom(to))
    if (known.some(d => !brackets.has(d.code) || start(d) <= start(found))) return false
    for (const d of known) this.forgotten.add(d)
    return true
  }

  kept(): Diagnostic[] {
    return [...this.errors.filter(d => !this.forgotten.has(d)), ...this.warnings]
  }

  private indexFrom(offset: number): number {
    let low = 0
    let high = this.errors.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (start(this.errors[middle]!) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

const start = (d: Diagnostic): number => d.span?.start ?? 0
