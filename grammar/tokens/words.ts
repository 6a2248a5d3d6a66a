import { createToken, Lexer, type TokenType } from 'chevrotain'
import { Declares, Ident, Later, Name, Reserved } from './kinds.ts'

/** Named as messages show them, which also tells them from rules. */
const words = (category: TokenType | undefined, text: string): [string, TokenType][] =>
  text
    .split(' ')
    .map(word => [
      word,
      createToken({ name: `\`${word}\``, pattern: Lexer.NA, categories: category ? [category] : [] }),
    ])

/** Words that cannot be names, except after `.` or `as` and before `:`. */
const reserved = new Map([
  ...words(Declares, 'strategy library use venue peg universe param require const fn let feature signal record each'),
  ...words(Later, 'source asset extern label model phase cycle state quote target on portfolio risk alert test pair'),
  ...words(Reserved, 'and or not in over fresh if then else match next every true false none return when where after'),
])
/** Words with a meaning in their places, and names elsewhere. */
const contextual = new Map(words(Name, 'as for within by per'))
const all = new Map([...reserved, ...contextual])

/** The kind of a word; a plain name for all that are not words of the language. */
export const wordKind = (text: string): TokenType => all.get(text) ?? Ident

/** The kind of a word that is known to be one. */
export function word(text: string): TokenType {
  const kind = all.get(text)
  if (!kind) throw new Error(`no such word: ${text}`)
  return kind
}

export const wordKinds: readonly TokenType[] = [...all.values()]

/** Declarations of this version, as written. */
export const declarationWords: readonly string[] = [...reserved]
  .filter(([, kind]) => kind.CATEGORIES?.includes(Declares))
  .map(([text]) => text)

/** Words that begin an action, which this version does not have; they are names elsewhere. */
export const actionWords: ReadonlySet<string> = new Set('trade transfer buy sell retrain optimize'.split(' '))
