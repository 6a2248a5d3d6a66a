import type { IToken } from 'chevrotain'
import type { Expr, TextLiteral } from '../ast/index.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { spanOf } from '../tokens/token.ts'

/** A `{…}` of a text, parsed once the declaration around it is: its expression takes the given place of `parts`. */
export interface Hole {
  readonly parts: (string | Expr)[]
  readonly at: number
  readonly start: number
  readonly end: number
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '{': '{', '}': '}' }

/** Takes a quoted text apart. The holes stand as empty pieces in `parts` until they are filled. */
export function readText(
  { file, text }: { readonly file: string; readonly text: string },
  token: IToken,
  report: (d: Diagnostic) => void,
): { literal: TextLiteral; holes: Hole[] } {
  const parts: (string | Expr)[] = []
  const holes: Hole[] = []
  const offset = token.startOffset
  const last = token.image.length - 1
  let piece = ''
  const flush = () => {
    if (piece !== '') parts.push(piece)
    piece = ''
  }
  for (let i = 1; i < last; i++) {
    const c = token.image[i]!
    if (c === '\\') {
      const escaped = escapes[token.image[++i]!]
      if (escaped === undefined) {
        const span = { file, start: offset + i - 1, end: offset + i + 1 }
        report(diagnostic('HVT1008', { span, text }, { escape: token.image.slice(i - 1, i + 1) }))
      } else piece += escaped
    } else if (c === '{') {
      flush()
      const close = closing(token.image, i, last)
      const span = { file, start: offset + i, end: offset + (close ?? i) + 1 }
      if (close === undefined || token.image.slice(i + 1, close).trim() === '') {
        report(diagnostic('HVT1009', { span, text }, { closed: close !== undefined }))
      } else {
        holes.push({ parts, at: parts.length, start: span.start + 1, end: span.end - 1 })
        parts.push('')
      }
      i = close ?? last
    } else piece += c
  }
  flush()
  return { literal: { kind: 'text', text: token.image, parts, span: spanOf(file, token) }, holes }
}

/** The index of the `}` that closes the `{` at `open`. */
function closing(image: string, open: number, last: number): number | undefined {
  let depth = 0
  for (let i = open; i < last; i++) {
    if (image[i] === '{') depth++
    else if (image[i] === '}' && --depth === 0) return i
  }
  return undefined
}
