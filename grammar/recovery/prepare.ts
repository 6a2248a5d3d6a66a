import type { IToken } from 'chevrotain'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Lines } from '../source/lines.ts'
import { lex } from '../tokens/lex.ts'
import { spanOf, type Token } from '../tokens/token.ts'
import { balance } from './balance.ts'
import { firstTooDeep, nestedTooDeep } from './depth.ts'
import { unreadable } from './unreadable.ts'

export interface Prepared {
  /** With brackets that balance; undefined if the text cannot be read at all. */
  readonly tokens?: readonly Token[]
  readonly comments: readonly IToken[]
  readonly diagnostics: readonly Diagnostic[]
}

/** From a text to tokens that can be parsed. */
export function prepare(file: string, text: string): Prepared {
  const rejected = unreadable(file, text)
  if (rejected) return { comments: [], diagnostics: [rejected] }
  const { tokens, comments, diagnostics } = lex(file, text)
  const deep = firstTooDeep(tokens)
  if (deep) return { comments, diagnostics: [nestedTooDeep(spanOf(file, deep))] }
  const balanced = balance({ file, text }, new Lines(text), tokens)
  return { tokens: balanced.tokens, comments, diagnostics: [...diagnostics, ...balanced.diagnostics] }
}
