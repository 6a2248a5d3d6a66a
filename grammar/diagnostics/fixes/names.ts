import { asChoice, type Cures, type Fix, insert, remove, rename, type Site, textOf } from './fix.ts'

/** Names, settings and their parts. */
export const names: Cures = {
  HVT2001: (p, at) => rename(at, p.name, p.suggestion, p.tied),
  HVT2002: (p, at) => (textOf(at) === p.name ? again(at) : undefined),
  HVT2004: (p, at) => rename(at, p.module, p.suggestion),
  HVT2005: (p, at) => rename(at, p.name, p.suggestion, p.tied),
  HVT2009: (p, at) => rename(at, p.name, p.suggestion, p.tied),
  HVT2105: (p, at) => asChoice(textOf(at) === p.venue ? setting(at, p.example) : undefined),
  HVT2120: (p, at) => rename(at, p.word, p.suggestion, p.tied),
  HVT2133: (p, at) => rename(at, p.type, p.suggestion),
  HVT2147: (p, at) => rename(at, p.found, p.suggestion),
  HVT2412: (p, at) => rename(at, p.word, p.suggestion),
}

/** A setting that is there twice with one value, or a member of a list that is, is left out the second time. */
function again(at: Site): Fix | undefined {
  const { span } = at
  const text = code(at.text)
  const comma = /,\s*$/.exec(text.slice(0, span.start))
  if (!comma) return undefined
  const open = opening(text, span.start)
  const end = endOfItem(text, span.end)
  if (open === undefined || end === undefined) return undefined
  const item = at.text.slice(span.start, end).trim()
  const isList = text[open] === '[' && !/[\w)\]]/.test(text[open - 1] ?? '')
  const isSetting = text[open] === '{' && /^\w+\s*:/.test(item)
  const isUse = text[open] === '(' && /\buse\s+\S+\s*$/.test(text.slice(0, open))
  if (!isList && !isSetting && !isUse) return undefined
  let from = open + 1
  while (from < comma.index) {
    const to = endOfItem(text, from)!
    if (at.text.slice(from, to).trim() === item) return remove(at, comma.index, span.start + item.length)
    from = to + 1
  }
  return undefined
}

/** Puts a setting after the last of the braces that follow a venue's name. */
function setting(at: Site, example: string): Fix | undefined {
  const text = code(at.text)
  const [head] = /^\s*=[^{}\r\n]*\{/.exec(text.slice(at.span.end)) ?? []
  if (head === undefined) return undefined
  const open = at.span.end + head.length
  let close = open
  while (text[close] !== '}') {
    const end = endOfItem(text, close)
    if (end === undefined || !/[,}]/.test(text[end]!)) return undefined
    close = text[end] === ',' ? end + 1 : end
  }
  const inside = text.slice(open, close).trimEnd()
  const separator = inside === '' || inside.endsWith(',') ? ' ' : ', '
  const tail = close === open ? ' ' : ''
  return insert(at, open + inside.length, `${separator}${example}${tail}`, `add \`${example}\``)
}

/** A text without its comments and what stands in its texts, in the same places. */
const code = (text: string): string =>
  text.replace(/"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*/g, part => (part[0] === '"' ? '"' : ' ').repeat(part.length))

/** The bracket around an offset. */
function opening(text: string, offset: number): number | undefined {
  let depth = 0
  for (let i = offset - 1; i >= 0; i--) {
    if (/[)\]}]/.test(text[i]!)) depth++
    else if (/[([{]/.test(text[i]!) && depth-- === 0) return i
  }
  return undefined
}

/** Where the comma or bracket stands that ends an item. */
function endOfItem(text: string, offset: number): number | undefined {
  let depth = 0
  for (let i = offset; i < text.length; i++) {
    const c = text[i]!
    if (depth === 0 && /[,)\]}]/.test(c)) return i
    if (/[([{]/.test(c)) depth++
    else if (/[)\]}]/.test(c)) depth--
  }
  return undefined
}
