import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'

/** Characters of a text that is still read. */
const longest = 1_000_000

/** What is no text or is too long to be a strategy gets one message and is not read. */
export function unreadable(file: string, text: string): Diagnostic | undefined {
  if (text.length > longest) {
    const span = { file, start: 0, end: 0 }
    return diagnostic('HVT1013', { span }, { length: text.length, longest })
  }
  const odd = text.search(notText)
  if (odd < 0) return undefined
  const count = text.match(new RegExp(notText, 'g'))!.length
  const isText = !text.includes('\0') && (count < 10 || count < text.length / 10)
  if (isText) return undefined
  return diagnostic('HVT1012', { span: { file, start: odd, end: odd + 1 } }, {})
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notText = /[\0-\x08\x0e-\x1f\x7f\ufffd]/
