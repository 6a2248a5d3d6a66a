import type { Span } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import type { Hole } from '../parser/text.ts'
import * as kind from '../tokens/kinds.ts'
import { is, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'

/** Brackets, `if`s and `every`s inside each other; what is deeper would exhaust the stack of the parser. */
const deepest = 200
/** Nodes below each other in a tree, long chains of operators included. */
const longestChain = 500

/** The first token that is nested too deep. */
export function firstTooDeep(tokens: readonly Token[]): Token | undefined {
  const [branch, repeat] = [word('if'), word('every')]
  const outside: number[] = []
  let depth = 0
  for (const token of tokens) {
    if (is(token, kind.Opening)) outside.push(depth++)
    else if (is(token, kind.Closing)) depth = outside.pop() ?? 0
    else if (token.tokenType === branch || token.tokenType === repeat) depth++
    else if (is(token, kind.Declares) || token.tokenType === kind.Comma) {
      depth = outside.length > 0 ? outside.at(-1)! + 1 : 0
    }
    if (depth > deepest) return token
  }
  return undefined
}

/** Can the tree of these tokens be too deep? A token adds few nodes; walking every tree takes longer than to count. */
export const mayBeTooDeep = (tokens: readonly Token[], holes: readonly Hole[]): boolean =>
  holes.length > 0 || tokens.length > longestChain / 10

/** Is the tree too deep for those who walk it by recursion? */
export function isTooDeep(root: object): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    const inside = depth + ('kind' in value ? 1 : 0)
    if (inside > longestChain) return true
    for (const child of Object.values(value)) if (typeof child === 'object') open.push({ value: child, depth: inside })
  }
  return false
}

export const nestedTooDeep = (span: Span): Diagnostic =>
  diagnostic('HVT1014', { span }, { limit: deepest, of: 'brackets' })
export const chainedTooLong = (span: Span): Diagnostic =>
  diagnostic('HVT1014', { span }, { limit: longestChain, of: 'operators' })
