import type { TokenType } from 'chevrotain'
import * as kind from '../tokens/kinds.ts'
import { is, type Token } from '../tokens/token.ts'

/** A bracket that is open. */
export interface Open {
  readonly token: Token
  readonly line: number
  /** The column at which its line begins. */
  readonly indent: number
  /** It holds declarations or actions, not a value. */
  readonly block: boolean
  /** `{ let … return … }`, and whether `return` was seen. */
  readonly lets: boolean
  returned: boolean
}

interface Pair {
  readonly closing: TokenType
  readonly closingImage: string
}

/** By the opening bracket. */
export const pairs: ReadonlyMap<string, Pair> = new Map([
  ['(', { closing: kind.RoundClose, closingImage: ')' }],
  ['[', { closing: kind.SquareClose, closingImage: ']' }],
  ['{', { closing: kind.CurlyClose, closingImage: '}' }],
])

/** Declarations with a block. */
export const blockWords: ReadonlySet<string> = new Set(
  'each pair model phase cycle state on portfolio risk test'.split(' '),
)

export function isBalanced(tokens: readonly Token[]): boolean {
  const open: TokenType[] = []
  for (const token of tokens) {
    if (is(token, kind.Opening)) open.push(pairs.get(token.image)!.closing)
    else if (is(token, kind.Closing) && open.pop() !== token.tokenType) return false
  }
  return open.length === 0
}
