/** A tab stands for spaces up to the next multiple. */
const tab = 4

/** A line as a terminal shows it, and for each UTF-16 offset the column at which it appears. */
export interface Shown {
  readonly text: string
  /** One more than the line has code units: the last is the line's width. */
  readonly columns: readonly number[]
}

/** Tabs become spaces, control characters a visible dot, halves of characters a question mark. */
export function show(line: string): Shown {
  const columns: number[] = []
  let text = ''
  let width = 0
  for (const character of line) {
    for (let i = 0; i < character.length; i++) columns.push(width)
    const code = character.codePointAt(0)!
    const spaces = character === '\t' ? tab - (width % tab) : 0
    const visible = spaces > 0 ? ' '.repeat(spaces) : isControl(code) ? '·' : isHalf(code) ? '?' : character
    text += visible
    width += spaces > 0 ? spaces : visible === character ? widthOf(code) : 1
  }
  columns.push(width)
  return { text, columns }
}

const isControl = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code < 0xa0) ||
  (code >= 0x200e && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069)
const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

/** Ranges of characters two columns wide: East Asian scripts and pictures. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0xa4cf], [0xa960, 0xa97f], [0xac00, 0xd7a3], [0xf900, 0xfaff],
  [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1f64f], [0x1f680, 0x1f6ff], [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
] // biome-ignore format: a table

function widthOf(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(String.fromCodePoint(code))) return 0
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}
