import type { TokenType } from 'chevrotain'
import { bracketLabel } from '../diagnostics/catalogue/syntax.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import * as kind from '../tokens/kinds.ts'
import { is, spanOf, type Token } from '../tokens/token.ts'

export interface Source {
  readonly file: string
  readonly text: string
}

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

export function notClosed({ file, text }: Source, open: Open, offset: number): Diagnostic {
  const at = { span: { file, start: offset, end: offset }, text, labels: opening(file, open) }
  return diagnostic('HVT1102', at, { bracket: pairs.get(open.token.image)!.closingImage })
}

export function notOpened({ file, text }: Source, declaration: string, offset: number): Diagnostic {
  return diagnostic('HVT1104', { span: { file, start: offset, end: offset }, text }, { declaration })
}

export function closesNothing({ file, text }: Source, token: Token): Diagnostic {
  return diagnostic('HVT1103', { span: spanOf(file, token), text }, { bracket: token.image })
}

export function wrongPartner({ file, text }: Source, token: Token, open: Open): Diagnostic {
  const at = { span: spanOf(file, token), text, labels: opening(file, open) }
  return diagnostic('HVT1109', at, { bracket: pairs.get(open.token.image)!.closingImage, found: token.image })
}

const opening = (file: string, open: Open) => [{ span: spanOf(file, open.token), text: bracketLabel }]
