import type { Span } from '../ast/index.ts'
import { NumberLiteral } from '../tokens/kinds.ts'
import { endOf, is, type Token } from '../tokens/token.ts'
import { onOneLine } from './positions.ts'

/**
 * What was read before the token that makes no sense. Of a number that stands right before it, `5 c`, nobody knows what it
 * counts: the rest may be meant as its unit.
 */
export function upTo<T>(text: string, tokens: readonly Token[], wrong: number, read: T): T {
  const [last, next] = [tokens[wrong - 1], tokens[wrong]]
  return last && next && is(last, NumberLiteral) && onOneLine(text, last, next) ? unread(read, endOf(last)) : read
}

function unread<T>(tree: T, end: number): T {
  if (Array.isArray(tree)) return tree.map(part => unread(part, end)) as T
  if (typeof tree !== 'object' || tree === null) return tree
  const parts = Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, unread(part, end)]))
  const isIt = parts.kind === 'number' && (parts.span as Span).end === end
  return { ...parts, ...(isIt && { unread: true }) } as T
}
