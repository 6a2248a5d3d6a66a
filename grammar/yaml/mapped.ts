import type { Scalar } from 'yaml'

/** A text of which each character knows where it comes from: an offset in the YAML. */
export interface Mapped {
  readonly text: string
  readonly at: readonly number[]
}

/** A text put together of pieces. */
export class MappedText {
  text = ''
  readonly at: number[] = []

  /** Text of the language that is not in the YAML; it stands for what is there at an offset. */
  say(text: string, offset: number): void {
    this.text += text
    for (let i = 0; i < text.length; i++) this.at.push(offset)
  }

  add({ text, at }: Mapped): void {
    this.text += text
    for (const offset of at) this.at.push(offset)
  }

  /** The range in the YAML of a range of this text. */
  range(start: number, end: number): { start: number; end: number } {
    const from = this.at[Math.min(start, this.at.length - 1)] ?? 0
    const last = this.at[Math.max(Math.min(end, this.at.length) - 1, 0)] ?? 0
    return { start: from, end: start === end ? from : Math.max(from, last) + 1 }
  }

  /** The range in the YAML that holds the same characters side by side; an empty range is beside one of them. */
  place(start: number, end: number, yaml: string): { start: number; end: number } | undefined {
    if (start < end) {
      const range = this.range(start, end)
      return yaml.slice(range.start, range.end) === this.text.slice(start, end) ? range : undefined
    }
    // What is only said stands for a character, which it mostly is not; one that it is comes before it.
    const isSaid = (i: number) => this.at[i] === this.at[i - 1] && this.text[i] === this.text[i - 1]
    const own = (i: number) => yaml[this.at[i]!] === this.text[i] && !isSaid(i)
    const offset = own(start - 1) ? this.at[start - 1]! + 1 : own(start) ? this.at[start]! : undefined
    return offset === undefined ? undefined : { start: offset, end: offset }
  }
}

/** The value of a scalar. Quotes, escapes and folded lines of YAML are not in it; its characters are found beside them. */
export function mapped(source: string, scalar: Scalar): Mapped {
  const [start, end] = scalar.range!
  const text = typeof scalar.source === 'string' ? scalar.source : String(scalar.value ?? '')
  const at: number[] = []
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED'
  let i = isBlock ? source.indexOf('\n', start) + 1 : start + (scalar.type?.startsWith('QUOTE') ? 1 : 0)
  for (const c of text) {
    const width = scalar.type === 'QUOTE_DOUBLE' ? escapeAt(source, i) : 0
    if (width === 0 && /\s/.test(c)) {
      at.push(Math.min(i, end))
      // A line break and the indentation after it are one space, or one break, of the value.
      const space = /^[ \t]*\r?\n[ \t]*/.exec(source.slice(i, end))?.[0].length
      i += space ?? (source[i] === c ? 1 : 0)
      continue
    }
    if (width === 0) while (i < end && source[i] !== c[0]) i++
    for (let j = 0; j < c.length; j++) at.push(Math.min(i + (width ? 0 : j), end))
    i += width || c.length
    if (scalar.type === 'QUOTE_SINGLE' && c === "'") i++
  }
  return { text, at }
}

/** How many characters an escape takes, such as `\n` or `\u00e9`; none, 0. */
function escapeAt(source: string, i: number): number {
  if (source[i] !== '\\') return 0
  return { x: 4, u: 6, U: 10 }[source[i + 1]!] ?? 2
}
