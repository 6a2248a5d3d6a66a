import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import * as kind from '../tokens/kinds.ts'
import { is, retype, spanOf, type Token } from '../tokens/token.ts'
import { word } from '../tokens/words.ts'
import { onOneLine, wantsValue } from './positions.ts'

/** One declaration's tokens. An `each` has its head, up to the `{`, and the pieces of its body. */
export interface Piece {
  /** `later`: a declaration that this version does not have; `stray`: tokens before the first declaration. */
  readonly what: 'declaration' | 'each' | 'later' | 'stray'
  readonly tokens: readonly Token[]
  readonly body: readonly Piece[]
  /** The `}` of an `each`. */
  readonly closing?: Token
}

/** Cuts tokens whose brackets balance at the words that begin declarations, and opens the bodies of `each`. */
export function split(file: string, text: string, tokens: readonly Token[], report: (d: Diagnostic) => void): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  let depth = 0
  const cut = (end: number) => {
    if (end > start) pieces.push(...piece(file, text, tokens.slice(start, end), report))
    start = end
  }
  tokens.forEach((token, i) => {
    if (is(token, kind.Opening)) depth++
    else if (is(token, kind.Closing)) depth--
    else if (depth === 0 && is(token, kind.Declares) && !belongsTo(tokens[start], tokens, i)) {
      if (i > start && isMeantAsName(text, tokens, i)) {
        report(diagnostic('HVT1106', { span: spanOf(file, token) }, { word: token.image }))
        retype(token, kind.Ident)
      } else cut(i)
    }
  })
  cut(tokens.length)
  return pieces
}

/** `quote bid on …`, `extern fn …` */
function belongsTo(first: Token | undefined, tokens: readonly Token[], i: number): boolean {
  if (first?.tokenType === word('extern')) return tokens[i]!.tokenType === word('fn') && tokens[i - 1] === first
  return first?.tokenType === word('quote') && tokens[i]!.tokenType === word('on') && tokens[i - 2] === first
}

/** `let state = …`, `let x = source + 1`: a word where a name or a value must follow, and no declaration's name after. */
function isMeantAsName(text: string, tokens: readonly Token[], i: number): boolean {
  const [previous, token, next] = [tokens[i - 1]!, tokens[i]!, tokens[i + 1]]
  if (!onOneLine(text, previous, token) || (next && is(next, kind.Name))) return false
  return is(previous, kind.Declares) || wantsValue(previous)
}

function piece(file: string, text: string, tokens: readonly Token[], report: (d: Diagnostic) => void): Piece[] {
  const first = tokens[0]!
  const simple = (what: Piece['what'], part = tokens): Piece => ({ what, tokens: part, body: [] })
  if (!is(first, kind.Declares)) return [simple('stray')]
  if (is(first, kind.Later)) return [simple('later')]
  if (first.tokenType !== word('each')) return [simple('declaration')]
  const open = bodyOf(tokens)
  if (open === undefined) return [simple('declaration')]
  const close = closingOf(tokens, open)
  const body = split(file, text, tokens.slice(open + 1, close), report)
  const each: Piece = { what: 'each', tokens: tokens.slice(0, open + 1), body, closing: tokens[close]! }
  const rest = tokens.slice(close + 1)
  return rest.length > 0 ? [each, simple('stray', rest)] : [each]
}

/** The `{` of an `each` that declarations follow; else its last `{`. */
function bodyOf(tokens: readonly Token[]): number | undefined {
  let depth = 0
  let last: number | undefined
  for (const [i, token] of tokens.entries()) {
    if (depth === 0 && token.tokenType === kind.CurlyOpen) {
      last = i
      if (is(tokens[i + 1], kind.Declares)) return i
    }
    if (is(token, kind.Opening)) depth++
    else if (is(token, kind.Closing)) depth--
  }
  return last
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (is(tokens[i], kind.Opening)) depth++
    else if (is(tokens[i], kind.Closing) && --depth === 0) return i
  }
  return tokens.length - 1
}
