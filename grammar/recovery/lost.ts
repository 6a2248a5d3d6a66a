import * as kind from '../tokens/kinds.ts'
import { is, type Token } from '../tokens/token.ts'
import type { Piece } from './split.ts'

/** What a piece would have declared, had it been read. */
export const namesIn = (piece: Piece): readonly string[] => [...names(piece.tokens), ...piece.body.flatMap(namesIn)]

/**
 * The names that tokens declare: after a word that begins a declaration, or where such a word is missing before `x =`;
 * the keys of `each` and `pair`, and all that `use` brings in; of a header its word.
 */
export function names(tokens: readonly Token[]): readonly string[] {
  const first = tokens[0]?.image ?? ''
  if (first === 'strategy' || first === 'library') return [first]
  const keyed = first === 'each' || first === 'pair'
  return tokens.flatMap((token, i) => {
    if (!is(token, kind.Name)) return []
    const [before, after] = [tokens[i - 1], tokens[i + 1]?.image ?? '']
    const begins = is(before, kind.Declares) || after === '='
    const declared = begins || first === 'use' || (keyed && /^(?:in|,|\))$/.test(after))
    return declared ? [token.image] : []
  })
}
