import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import * as kind from '../tokens/kinds.ts'
import { is, retype, spanOf, type Token } from '../tokens/token.ts'
import { type Inside, word } from '../tokens/words.ts'
import { blockOf } from './blocks.ts'
import { begins, belongsTo, mayBegin } from './items.ts'
import { onOneLine, wantsValue } from './positions.ts'

/** One declaration's tokens, or an item's. One with a block has its head, up to the `{`, and the pieces of its body. */
export interface Piece {
  /** `stray`: tokens that begin nothing which may stand here. */
  readonly what: 'simple' | 'block' | 'stray'
  readonly inside: Inside
  readonly tokens: readonly Token[]
  readonly body: readonly Piece[]
  /** The `}` of a block. */
  readonly closing?: Token
}

type Report = (d: Diagnostic) => void
interface Source {
  readonly file: string
  readonly text: string
}

/** Cuts tokens whose brackets balance at the words that begin declarations or items, and opens their blocks. */
export function split(source: Source, tokens: readonly Token[], report: Report, inside: Inside = 'file'): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  let depth = 0
  const cut = (end: number) => {
    if (end > start) pieces.push(...piece(source, tokens.slice(start, end), report, inside))
    start = end
  }
  tokens.forEach((token, i) => {
    if (is(token, kind.Opening)) depth++
    else if (is(token, kind.Closing)) depth--
    else if (depth === 0 && begins(inside, source.text, tokens, i) && !belongsTo(inside, tokens, start, i)) {
      if (i > start && isMeantAsName(source.text, tokens, i)) {
        report(diagnostic('HVT1106', { span: spanOf(source.file, token), text: source.text }, { word: token.image }))
        retype(token, kind.Ident)
      } else cut(i)
    }
  })
  cut(tokens.length)
  return pieces
}

/** `let state = …`, `let x = source + 1`: a word where a name or a value must follow, and no declaration's name after. */
function isMeantAsName(text: string, tokens: readonly Token[], i: number): boolean {
  const [previous, token, next] = [tokens[i - 1]!, tokens[i]!, tokens[i + 1]]
  if (!is(token, kind.Declares)) return false
  if (!onOneLine(text, previous, token) || (next && is(next, kind.Name))) return false
  return is(previous, kind.Declares) || wantsValue(previous)
}

function piece(source: Source, tokens: readonly Token[], report: Report, inside: Inside): Piece[] {
  const first = tokens[0]!
  const simple = (what: Piece['what'], part = tokens): Piece => ({ what, inside, tokens: part, body: [] })
  if (!mayBegin(inside, first)) return [simple('stray')]
  const block = blockOf(first)
  const open = block && bodyOf(source.text, tokens, block)
  if (block === undefined || open === undefined) return [simple('simple')]
  const close = closingOf(tokens, open)
  const body = split(source, tokens.slice(open + 1, close), report, block)
  const whole: Piece = { what: 'block', inside, tokens: tokens.slice(0, open + 1), body, closing: tokens[close]! }
  const rest = tokens.slice(close + 1)
  return rest.length > 0 ? [whole, simple('stray', rest)] : [whole]
}

/** The `{` that items of the block follow; else its last `{`. */
function bodyOf(text: string, tokens: readonly Token[], block: Inside): number | undefined {
  let depth = 0
  let last: number | undefined
  for (const [i, token] of tokens.entries()) {
    if (depth === 0 && token.tokenType === kind.CurlyOpen) {
      last = i
      if (tokens[i + 1] && begins(block, text, tokens, i + 1) && !returns(tokens, i)) return i
    }
    if (is(token, kind.Opening)) depth++
    else if (is(token, kind.Closing)) depth--
  }
  return last
}

/** `{ let … return … }` is a value, not a body. */
function returns(tokens: readonly Token[], open: number): boolean {
  let depth = 0
  for (const token of tokens.slice(open)) {
    if (is(token, kind.Opening)) depth++
    else if (is(token, kind.Closing) && --depth === 0) return false
    else if (depth === 1 && token.tokenType === word('return')) return true
  }
  return false
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (is(tokens[i], kind.Opening)) depth++
    else if (is(tokens[i], kind.Closing) && --depth === 0) return i
  }
  return tokens.length - 1
}
