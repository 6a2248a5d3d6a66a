import { type IToken, type TokenType, tokenMatcher } from 'chevrotain'
import type { Span } from '../ast/index.ts'

/** A token whose end is known: `endOffset` is that of its last character, as in Chevrotain. */
export type Token = IToken & { endOffset: number }

export const endOf = (token: IToken): number => (token.endOffset ?? token.startOffset) + 1
export const spanOf = (file: string, token: IToken): Span => ({ file, start: token.startOffset, end: endOf(token) })

/** Is the token of this kind, or of a kind below it? */
export function is(token: IToken | undefined, kind: TokenType): boolean {
  return token !== undefined && tokenMatcher(token, kind)
}

export function retype(token: IToken, kind: TokenType): void {
  token.tokenType = kind
  token.tokenTypeIdx = kind.tokenTypeIdx!
}

/** A token that stands in no text: an empty one at an offset, put in where it is missing. */
export function missing(kind: TokenType, image: string, offset: number): Token {
  return { image, startOffset: offset, endOffset: offset - 1, tokenType: kind, tokenTypeIdx: kind.tokenTypeIdx! }
}
