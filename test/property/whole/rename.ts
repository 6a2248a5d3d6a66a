import { parse } from '../../../grammar/parse.ts'
import { lex } from '../../../grammar/tokens/lex.ts'
import { endOf } from '../../../grammar/tokens/token.ts'

/** What stands before every name afterwards. One prefix for all: keys stay in their order. */
export const prefix = 'renamed_'

/**
 * The text with every name that it declares itself changed, but for those that are also the name of a part, a field or
 * an argument somewhere.
 */
export function renamed(text: string): string {
  const names = declared(parse('renamed.hvt', text).file.decls)
  const { tokens } = lex('renamed.hvt', text)
  tokens.forEach((token, i) => {
    const after = text.slice(endOf(token)).trimStart()
    if (tokens[i - 1]?.image === '.' || after.startsWith(':')) names.delete(token.image)
  })
  let out = ''
  let at = 0
  for (const token of tokens) {
    out += text.slice(at, token.startOffset)
    at = endOf(token)
    const [first] = token.image.split('/')
    if (names.has(token.image)) out += prefix + token.image
    // `c/USD`: the symbol of a key.
    else if (names.has(first!)) out += prefix + token.image
    else if (token.image.startsWith('"')) out += token.image.replace(/\{[^}]*\}/g, hole => unitRenamed(hole, names))
    else if (token.image.endsWith(']')) out += unitRenamed(token.image, names)
    else out += token.image
  }
  return out + text.slice(at)
}

const unitRenamed = (image: string, names: ReadonlySet<string>) =>
  image.replace(/[a-z_]\w*/g, name => (names.has(name) ? prefix + name : name))

/** Names of declarations, keys, states and local values. */
function declared(tree: unknown): Set<string> {
  const names = new Set<string>()
  const walk = (node: unknown, inside: string) => {
    if (Array.isArray(node)) for (const part of node) walk(part, inside)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const of = node as Record<string, unknown>
    if (
      binding.has(String(of.kind)) ||
      inside === 'keys' ||
      inside === 'lets' ||
      inside === 'params' ||
      inside === 'steps'
    ) {
      for (const key of ['name', 'first', 'second'])
        if (typeof of[key] === 'object' && of[key] !== null) names.add((of[key] as { name: string }).name)
    }
    for (const [key, part] of Object.entries(of)) if (key !== 'span') walk(part, Array.isArray(part) ? key : '')
  }
  walk(tree, '')
  return names
}

const binding = new Set(
  'venue source universe param const fn let feature label model signal phase cycle state trade pair portfolio over lambda'.split(
    ' ',
  ),
)
