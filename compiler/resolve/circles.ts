import type { Span } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'

/** A file that uses another, by their paths. */
export interface Step {
  readonly by: string
  readonly path: string
  readonly at: Span
}

/** Files that use themselves, directly or through others: each circle once, by the place where it closes. */
export function circles(steps: readonly Step[]): ReadonlyMap<Span, Diagnostic> {
  const found = new Map<Span, Diagnostic>()
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string) => {
    way.push(path)
    for (const used of steps.filter(({ by }) => by === path)) {
      const start = way.indexOf(used.path)
      if (start >= 0) {
        const around = [...way.slice(start), used.path].map(nameOf).join(' → ')
        found.set(used.at, diagnostic('HVT2146', { span: used.at }, { path: around }))
      } else if (!done.has(used.path)) visit(used.path)
    }
    way.pop()
    done.add(path)
  }
  for (const { by } of steps) if (!done.has(by)) visit(by)
  return found
}

const nameOf = (path: string) => path.split('/').at(-1)!
