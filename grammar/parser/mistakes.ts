import type { IRecognitionException } from 'chevrotain'
import type { Span } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import * as kind from '../tokens/kinds.ts'
import { endOf, is, spanOf, type Token } from '../tokens/token.ts'
import { actionWords, declarationWords } from '../tokens/words.ts'

/** Where a value or a name was expected, in the words of `places.ts`. */
const wantsName = new Set(['Name', 'primary', 'arg', 'field', 'column', 'arm'])

/** What was to be parsed. */
export type Whole = 'declaration' | 'expression'

/**
 * The message for the place at which a declaration, or a single expression, stopped making sense. `start` is
 * where its tokens begin. After a `{` that begins no value the next token is the one that is wrong.
 */
export function mistake(start: Span, error: IRecognitionException, tokens: readonly Token[], whole: Whole): Diagnostic {
  const inBrace = is(error.token, kind.CurlyOpen) && wantsName.has(error.message)
  const index = tokens.indexOf(error.token as Token) + (inBrace ? 1 : 0)
  const found = tokens[index]
  const previous = found ? tokens[index - 1] : tokens.at(-1)
  const end = previous ? endOf(previous) : start.start
  const span = found ? spanOf(start.file, found) : { file: start.file, start: end, end }
  if (found && error.message === 'end' && whole === 'declaration') {
    const other = notADeclaration(span, found, tokens[index + 1])
    if (other) return other
  }
  const opening = is(previous, kind.Opening)
  if (found && is(found, kind.Declares) && (opening || wantsName.has(error.message))) {
    return diagnostic('HVT1106', { span }, { word: found.image })
  }
  const first = tokens[0]
  const parameters = {
    expected: inBrace ? 'CurlyClose' : error.message,
    rule: inBrace ? 'record' : (error.context.ruleStack.at(-1) ?? ''),
    found: found?.image,
    after: previous?.image,
    opening,
    declaration: first && is(first, kind.Declares) ? first.image : undefined,
  }
  return diagnostic('HVT1101', { span }, parameters)
}

/** What stands between declarations and begins none: a misspelt or forgotten word, or an action. */
export function stray(tokens: readonly Token[], span: Span): Diagnostic {
  const first = tokens[0]!
  const found = notADeclaration(span, first, tokens[1])
  return found ?? diagnostic('HVT1107', { span }, { found: first.image, suggestion: undefined, named: false })
}

function notADeclaration(span: Span, found: Token, next: Token | undefined): Diagnostic | undefined {
  if (actionWords.has(found.image) && next && !is(next, kind.Equals)) {
    return diagnostic('HVT1105', { span }, { what: `\`${found.image}\`` })
  }
  if (!is(found, kind.Name)) return undefined
  const named = next?.tokenType === kind.Equals
  if (!named && !is(next, kind.Name)) return undefined
  const suggestion = named ? undefined : nearest(found.image, declarationWords)
  return diagnostic('HVT1107', { span }, { found: found.image, suggestion, named })
}
