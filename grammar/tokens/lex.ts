import { type IToken, Lexer } from 'chevrotain'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { abstractKinds, patterns } from './kinds.ts'
import { refine } from './refine.ts'
import type { Token } from './token.ts'
import { unknownCharacters } from './unknown.ts'
import { wordKinds } from './words.ts'

export interface Lexed {
  readonly tokens: Token[]
  /** The `//` and `///` lines, in order. */
  readonly comments: readonly IToken[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The tokens of a part of a text; offsets count from the text's beginning. Unknown characters are reported and left out. */
export function lex(file: string, text: string, from = 0, to = text.length): Lexed {
  const { tokens, groups, errors } = lexer().tokenize(text.slice(from, to))
  const comments = groups.comments ?? []
  for (const token of tokens) token.startOffset += from
  for (const comment of comments) {
    comment.startOffset += from
    comment.endOffset = comment.startOffset + comment.image.length - 1
  }
  const diagnostics = errors.map(e => unknownCharacters(file, text, from + e.offset, e.length))
  return { tokens: refine(file, text, tokens, d => diagnostics.push(d)), comments, diagnostics }
}

/** What tokens can be; words and touching brackets are no patterns, see `refine.ts`. */
export const kinds = [...patterns, ...abstractKinds, ...wordKinds]

let built: Lexer | undefined
function lexer(): Lexer {
  built ??= new Lexer([...patterns], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: true,
  })
  return built
}
