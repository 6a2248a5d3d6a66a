import type { IToken } from 'chevrotain'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Fault, faultOf } from './faults.ts'
import {
  Asset,
  Colon,
  Declares,
  Dot,
  Ident,
  Mark,
  Name,
  RoundClose,
  RoundOpen,
  RoundTouching,
  SquareClose,
  SquareOpen,
  SquareTouching,
} from './kinds.ts'
import { endOf, is, retype, type Token } from './token.ts'
import { word, wordKind } from './words.ts'

/**
 * What patterns cannot see because it depends on the neighbours: which names are words of the language, which brackets
 * touch what they call or index, and which numbers have lost their unit. A mistake in a number is reported and mended,
 * so that it costs nothing else.
 */
export function refine(file: string, text: string, raw: readonly IToken[], report: (d: Diagnostic) => void): Token[] {
  const tokens: Token[] = []
  let skipTo = 0
  raw.forEach((token, i) => {
    if (token.startOffset < skipTo) return
    token.endOffset = token.startOffset + token.image.length - 1
    const previous = tokens.at(-1)
    const fault = faultOf(file, text, previous, token)
    if (fault) {
      report(fault.diagnostic)
      mend(previous, token, fault)
      skipTo = fault.end
      if (fault.instead === 'previous') return
    } else if (token.tokenType === Ident) retype(token, kindOfName(text, previous, token, raw[i + 1]))
    else if (token.tokenType === RoundOpen && touches(previous, token)) retype(token, RoundTouching)
    else if (token.tokenType === SquareOpen && touches(previous, token)) retype(token, SquareTouching)
    if (!fault || fault.instead === 'token') tokens.push(token as Token)
  })
  return tokens
}

function kindOfName(text: string, previous: Token | undefined, token: IToken, next: IToken | undefined) {
  const kind = wordKind(token.image)
  if (kind === Ident) return kind
  if (next?.tokenType === Colon && token.image !== 'let') return Ident
  // A type: no expression begins with a word that begins a declaration.
  const isType = previous?.tokenType === Colon && kind.CATEGORIES?.includes(Declares)
  const after = previous?.tokenType === Dot || previous?.image === 'as' || isType
  return after && !/[\r\n]/.test(text.slice(endOf(previous), token.startOffset)) ? Ident : kind
}

const as = word('as')
function touches(previous: Token | undefined, token: IToken): boolean {
  if (!previous || endOf(previous) !== token.startOffset || previous.tokenType === as) return false
  return [Name, Asset, RoundClose, SquareClose, Mark].some(kind => is(previous, kind))
}

/** Gives the faulty number the shape that was meant. */
function mend(previous: Token | undefined, token: IToken, fault: Fault): void {
  const target = fault.instead === 'previous' ? previous : token
  if (!target || !fault.as) return
  target.image = fault.as.image
  target.endOffset = fault.end - 1
  retype(target, fault.as.kind)
}
