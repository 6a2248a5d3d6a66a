import type { Span } from '../../grammar/ast/index.ts'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'

/** What a file uses, by path, and where it says so. */
export type Uses = ReadonlyMap<string, readonly { readonly path: string; readonly span: Span }[]>

/** Files that use themselves, directly or through others: each circle once, where it closes. */
export function circles(uses: Uses): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string) => {
    way.push(path)
    for (const used of uses.get(path) ?? []) {
      const start = way.indexOf(used.path)
      if (start >= 0)
        found.push(
          diagnostic(
            'HVT2146',
            { span: used.span },
            { path: [...way.slice(start), used.path].map(nameOf).join(' → ') },
          ),
        )
      else if (!done.has(used.path)) visit(used.path)
    }
    way.pop()
    done.add(path)
  }
  for (const path of uses.keys()) if (!done.has(path)) visit(path)
  return found
}

const nameOf = (path: string) => path.split('/').at(-1)!
