import type { Decl, Ident, Use } from '../../../grammar/ast/index.ts'
import { memberNames, mentionedNames } from './mentioned.ts'
import type { Rule } from './rule.ts'

/** What libraries offer is used elsewhere. */
const offered: ReadonlySet<string> = new Set(['const', 'fn'])
const kinds: ReadonlySet<string> = new Set(['let', 'const', 'param', 'universe', 'fn', 'label', 'model'])

/** Everything that has a name is read by something; features, signals and what acts are read by people. */
export const everythingIsUsed: Rule = ({ file, also }, say) => {
  const mentioned = mentionedNames(file.decls)
  const looked = new Set(also)
  const unused = ({ name }: Ident) => !mentioned.has(name) && !looked.has(name)
  const isLibrary = file.decls.some(decl => decl.kind === 'header' && decl.what === 'library')
  for (const { kind, name } of named(file.decls))
    if (unused(name) && !(isLibrary && offered.has(kind))) say('HVT2501', name.span, { what: kind, name: name.name })
  const members = memberNames(file.decls)
  for (const use of file.decls.filter((decl): decl is Use => decl.kind === 'use'))
    for (const name of use.names ?? [])
      if (unused(name) && !members.has(name.name))
        say('HVT2502', name.span, { name: name.name, alone: use.names!.length === 1 })
}

interface Named {
  readonly kind: string
  readonly name: Ident
}

function named(decls: readonly Decl[]): readonly Named[] {
  return decls.flatMap((decl): readonly Named[] => {
    if (decl.kind === 'each' || decl.kind === 'pair') return named(decl.body)
    return kinds.has(decl.kind) ? [decl as Named] : 'body' in decl ? letsIn(decl.body) : []
  })
}

/** Of a cycle, its states, and what an event begins. */
function letsIn(items: readonly { readonly kind: string }[]): readonly Named[] {
  return items.flatMap(item => {
    const { body } = item as { readonly body?: readonly { readonly kind: string }[] }
    return item.kind === 'let' ? [item as Named] : body ? letsIn(body) : []
  })
}
