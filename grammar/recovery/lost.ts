import type { Token } from '../tokens/token.ts'
import type { Piece } from './split.ts'

const naming: ReadonlySet<string> = new Set(
  'let const param fn extern universe venue source feature signal label model phase cycle trade'.split(' '),
)
const isName = (text: string | undefined): text is string => text !== undefined && /^[a-z_]\w*$/.test(text)

/** The names that declarations would have brought which cannot be read: that nothing is called so follows from that. */
export function* lostNames({ what, tokens, body }: Piece): Iterable<string> {
  const words = tokens.slice(0, 3).map(token => token.image)
  const first = words[0]!
  if (what === 'stray') yield* namesAt(tokens)
  else if (first === 'phase') yield* tokens.map(token => token.image).filter(isName)
  else if (naming.has(first)) yield* words.slice(1, first === 'extern' ? 3 : 2).filter(isName)
  for (const piece of body) yield* lostNames(piece)
}

/** Of what begins no declaration: `q = …`, `lett q = …`. */
export function namesAt(tokens: readonly Token[]): readonly string[] {
  return tokens
    .slice(0, 2)
    .map(token => token.image)
    .filter(isName)
}
