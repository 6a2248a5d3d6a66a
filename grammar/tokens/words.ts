import { createToken, Lexer, type TokenType } from 'chevrotain'
import { Declares, Ident, Name, Reserved } from './kinds.ts'

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
  ...words(
    Declares,
    'strategy library use venue source asset peg universe param require const fn extern let feature label model signal ' +
      'phase cycle state quote target on portfolio risk record alert test each pair',
  ),
  ...words(Reserved, 'and or not in over fresh if then else match next every true false none return when where after'),
])
/** Words with a meaning in their places, and names elsewhere. */
const contextual = new Map(
  words(
    Name,
    'at as by from of to per for until keep most least within size slippage requote tolerance stack ttl exit stop take ' +
      'trail absent resting buy sell trade transfer retrain optimize objective predict rows train validate promote ' +
      'last pending fitted_until given expect veto cooldown halt flatten limit via long short top bottom weight ' +
      'target_vol band',
  ),
)
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

/** Words that begin declarations. `state` stands in a `cycle` only. */
export const declarationWords: readonly string[] = [...reserved]
  .filter(([text, kind]) => kind.CATEGORIES?.includes(Declares) && text !== 'state')
  .map(([text]) => text)

const actions = 'let quote target trade buy sell transfer alert retrain optimize'.split(' ')
/** Declarations whose blocks are read item by item, with the words that the items begin with. */
export const itemWords = {
  file: declarationWords,
  each: declarationWords,
  pair: declarationWords,
  cycle: ['let', 'state'],
  state: [...actions, 'to'],
  on: actions,
  risk: ['veto', 'require', 'cooldown', 'limit', 'halt'],
  test: ['given', 'expect'],
  model: ['predict', 'rows', 'train', 'validate', 'promote', 'fitted_until'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Inside = keyof typeof itemWords
