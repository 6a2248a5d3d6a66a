import * as kind from '../tokens/kinds.ts'
import { is, type Token } from '../tokens/token.ts'
import { type Inside, itemWords, word } from '../tokens/words.ts'
import { onOneLine, wantsValue } from './positions.ts'

const sets = new Map(Object.entries(itemWords).map(([inside, words]) => [inside, new Set<string>(words)]))

/** May something in this block begin with this token? */
export function mayBegin(inside: Inside, token: Token): boolean {
  const reserved = is(token, kind.Declares)
  return (reserved || is(token, kind.Name)) && sets.get(inside)!.has(token.image)
}

/** Does a token begin an item by its place: a word that is no name here? Words that begin declarations always do. */
export function begins(inside: Inside, text: string, tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!
  if (is(token, kind.Declares)) return true
  return is(token, kind.Name) && sets.get(inside)!.has(token.image) && standsAlone(text, tokens, i)
}

/** Does a value, or a line, end before this token, and does it not take part in a value itself? */
function standsAlone(text: string, tokens: readonly Token[], i: number): boolean {
  const [previous, token, next] = [tokens[i - 1], tokens[i]!, tokens[i + 1]]
  const unfinished = wantsValue(previous) && !is(previous, kind.CurlyOpen)
  if (previous && unfinished && onOneLine(text, previous, token)) return false
  return next !== undefined && !takesValue.some(one => is(next, one))
}

const takesValue = [
  kind.Dot, kind.RoundTouching, kind.SquareTouching, kind.Factor, kind.Compare, kind.Equals, kind.Comma, kind.Colon,
  kind.Arrow, kind.Range, kind.Closing, kind.Mark,
] // biome-ignore format: a table

/**
 * Words inside a declaration that also begin others: `quote bid on …`, `extern fn …`, `transfer … to …`,
 * `optimize … on last …`, `train … on last … at least … rows`.
 */
export function belongsTo(inside: Inside, tokens: readonly Token[], start: number, i: number): boolean {
  const first = tokens[start]
  const token = tokens[i]!
  if (first?.tokenType === word('extern')) return token.tokenType === word('fn') && i === start + 1
  if (first?.tokenType === word('transfer') && inside !== 'file') return isFirst('to', tokens, start, i)
  if (first?.tokenType === word('train') && inside === 'model') {
    if (token.image === 'on') return true
    return isFirst('rows', tokens, start, i) && tokens.slice(start, i).some(t => t.image === 'least')
  }
  if (token.tokenType !== word('on')) return false
  if (inside === 'model') return true
  const infix = first?.tokenType === word('quote') || (first?.tokenType === word('optimize') && inside !== 'file')
  return infix && isFirst('on', tokens, start, i)
}

function isFirst(image: string, tokens: readonly Token[], start: number, i: number): boolean {
  if (tokens[i]!.image !== image) return false
  let depth = 0
  for (let j = start + 1; j < i; j++) {
    if (is(tokens[j], kind.Opening)) depth++
    else if (is(tokens[j], kind.Closing)) depth--
    else if (depth === 0 && tokens[j]!.image === image) return false
  }
  return true
}
