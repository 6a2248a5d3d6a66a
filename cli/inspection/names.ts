import type { Decl } from '../../grammar/ast/index.ts'
import { read } from '../../grammar/yaml/either.ts'

/** What is declared in the files of a strategy: what each name is, and by place of an expression the name that it has. */
export interface Names {
  /** By name the word that declares it: `let`, `venue`, `label`. */
  readonly kinds: ReadonlyMap<string, string>
  readonly at: (span: readonly [string, number, number]) => string | undefined
}

export function namesIn(sources: ReadonlyMap<string, string>): Names {
  const kinds = new Map<string, string>()
  const places = new Map<string, string>()
  const enter = (decls: readonly Decl[]) => {
    for (const decl of decls) {
      if (decl.kind === 'each' || decl.kind === 'pair') enter(decl.body)
      if (decl.kind === 'record') kinds.set(decl.table.name, 'record')
      if (decl.kind === 'on' || decl.kind === 'cycle') for (const name of tradesIn(decl.body)) kinds.set(name, 'trade')
      if (decl.kind !== 'header' && 'name' in decl && typeof decl.name === 'object')
        kinds.set(decl.name.name, decl.kind === 'extern' ? 'extern fn' : decl.kind)
      if (decl.kind === 'let' || decl.kind === 'feature') {
        const { file, start, end } = decl.is.span
        places.set(`${file} ${start} ${end}`, decl.name.name)
      }
    }
  }
  // Texts of params declare nothing.
  for (const [path, text] of sources) enter(read(path, text).file.decls)
  return { kinds, at: span => places.get(span.join(' ')) }
}

interface Item {
  readonly kind: string
  readonly name?: { readonly name: string }
  readonly body?: readonly Item[]
}

function tradesIn(items: readonly Item[]): readonly string[] {
  return items.flatMap(({ kind, name, body = [] }) => [
    ...(kind === 'trade' && name ? [name.name] : []),
    ...tradesIn(body),
  ])
}
