import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'

/** Characters that begin no token. */
export function unknownCharacters(file: string, text: string, start: number, length: number): Diagnostic {
  const found = text.slice(start, start + length)
  const first = String.fromCodePoint(found.codePointAt(0) ?? 0)
  const shown = /^[!-~]+$/.test(found) ? found.slice(0, 10) : visible(first)
  return diagnostic('HVT1001', { span: { file, start, end: start + length }, text }, { found: shown })
}

/** A letter as it is, anything that might disturb a terminal by its number. */
function visible(character: string): string {
  if (/^[\p{L}\p{S}\p{P}]$/u.test(character)) return character
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
