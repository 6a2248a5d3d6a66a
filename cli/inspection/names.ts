import type { Decl } from '../../grammar/ast/index.ts'
import { read } from '../../grammar/yaml/either.ts'

/** What is declared in the files of a strategy: names of `let`s, and by place of an expression the name that it has. */
export interface Names {
  readonly lets: ReadonlySet<string>
  readonly at: (span: readonly [string, number, number]) => string | undefined
}

export function namesIn(sources: ReadonlyMap<string, string>): Names {
  const lets = new Set<string>()
  const places = new Map<string, string>()
  const enter = (decls: readonly Decl[]) => {
    for (const decl of decls) {
      if (decl.kind === 'each') enter(decl.body)
      if (decl.kind === 'let') lets.add(decl.name.name)
      if (decl.kind === 'let' || decl.kind === 'feature') {
        const { file, start, end } = decl.is.span
        places.set(`${file} ${start} ${end}`, decl.name.name)
      }
    }
  }
  // Libraries declare functions, and texts of params nothing.
  for (const [path, text] of sources) enter(read(path, text).file.decls)
  return { lets, at: span => places.get(span.join(' ')) }
}
