import type { IRecognitionException } from 'chevrotain'
import type { Span } from '../ast/index.ts'
import { expectation } from '../diagnostics/catalogue/shapes.ts'
import { type Diagnostic, diagnostic, type Place } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import * as kind from '../tokens/kinds.ts'
import { endOf, is, spanOf, type Token } from '../tokens/token.ts'
import { type Inside, itemWords } from '../tokens/words.ts'

interface Source {
  readonly file: string
  readonly text: string
}

/** Where a value or a name was expected, in the words of `places.ts`. */
const wantsName = new Set(['Name', 'primary', 'arg', 'field', 'column', 'arm'])

/** What was to be parsed: an expression, or what may stand in a block. */
export type Whole = Inside | 'expression'

/**
 * The message for the place at which a declaration, or a single expression, stopped making sense. `start` is
 * where its tokens begin. After a `{` that begins no value the next token is the one that is wrong.
 */
export function mistake(
  { text }: Source,
  start: Span,
  error: IRecognitionException,
  tokens: readonly Token[],
  whole: Whole,
): Diagnostic {
  const inBrace = is(error.token, kind.CurlyOpen) && error.message !== 'Name' && wantsName.has(error.message)
  const index = tokens.indexOf(error.token as Token) + (inBrace ? 1 : 0)
  const found = tokens[index]
  const previous = found ? tokens[index - 1] : tokens.at(-1)
  const end = previous ? endOf(previous) : start.start
  const span: Span = found ? spanOf(start.file, found) : { file: start.file, start: end, end }
  if (found && error.message === 'end' && whole !== 'expression') {
    const other = beginsNothing({ span, text }, found, tokens[index + 1], whole)
    if (other) return other
  }
  const opening = is(previous, kind.Opening)
  if (found && is(found, kind.Declares) && (opening || wantsName.has(error.message))) {
    return diagnostic('HVT1106', { span, text }, { word: found.image })
  }
  const first = tokens[0]
  const parameters = {
    expected: inBrace ? 'CurlyClose' : error.message,
    rule: inBrace ? 'record' : (error.context.ruleStack.at(-1) ?? ''),
    found: found?.image,
    after: previous?.image,
    opening,
    declaration: first && whole !== 'expression' ? first.image : undefined,
  }
  const words =
    found && is(found, kind.Name) && found.image.length > 2
      ? [...expectation(parameters).matchAll(/`(\w+)`/g)].map(m => m[1]!)
      : []
  const suggestion = found && nearest(found.image, words)
  return diagnostic('HVT1101', { span, text }, { ...parameters, suggestion })
}

/** What begins nothing that may stand in a block: a misspelt or forgotten word, a word of other blocks. */
export function stray({ file, text }: Source, tokens: readonly Token[], inside: Inside): Diagnostic {
  const first = tokens[0]!
  const place = { span: spanOf(file, first), text }
  const found = beginsNothing(place, first, tokens[1], inside)
  return found ?? diagnostic('HVT1107', place, nothing(first, inside))
}

function beginsNothing(place: Place, found: Token, next: Token | undefined, inside: Inside): Diagnostic | undefined {
  const named = next?.tokenType === kind.Equals
  const foreign = homes(found.image).length > 0 && !named
  if (!foreign && !is(found, kind.Name)) return undefined
  if (!foreign && !named && !is(next, kind.Name)) return undefined
  const suggestion = named || foreign ? undefined : nearest(found.image, itemWords[inside])
  return diagnostic('HVT1107', place, { ...nothing(found, inside), suggestion, named })
}

const nothing = (found: Token, inside: Inside) => ({
  found: found.image,
  suggestion: undefined,
  named: false,
  homes: homes(found.image),
  block: itemWords[inside] === itemWords.file ? undefined : inside,
  words: itemWords[inside],
})

/** The blocks in which a word begins something, where it does not begin declarations. */
function homes(image: string): readonly string[] {
  const blocks = Object.entries(itemWords).filter(([, words]) => (words as readonly string[]).includes(image))
  return blocks.some(([block]) => block === 'file') ? [] : blocks.map(([block]) => block)
}
