import type { TokenType } from 'chevrotain'
import * as kind from '../tokens/kinds.ts'
import { endOf, is, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'

const wanting: readonly TokenType[] = [
  kind.ArithOperator, kind.Compare, kind.Equals, kind.Comma, kind.Colon, kind.Range, kind.Dot, kind.Arrow, kind.Opening,
  ...'and or not in over fresh if then else when for by within as return where next every'.split(' ').map(word),
] // biome-ignore format: a table

/** Must a value or a name follow this token? */
export const wantsValue = (token: Token | undefined): boolean => wanting.some(one => is(token, one))

export const onOneLine = (text: string, a: Token, b: Token): boolean =>
  !/[\r\n]/.test(text.slice(endOf(a), b.startOffset))
