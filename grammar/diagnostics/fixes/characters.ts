import { type Cures, type Fix, insert, remove, replace, type Site, textOf } from './fix.ts'

/** Signs of other languages. */
const signs: Readonly<Record<string, string>> = {
  '&': 'and', '&&': 'and', '|': 'or', '||': 'or', '!': 'not', '#': '//',
  '−': '-', '–': '-', '×': '*', '÷': '/', '≤': '<=', '≥': '>=', '≠': '!=', '→': '->',
} // biome-ignore format: a table

const quotes: Readonly<Record<string, string>> = { "'": "'", '`': '`', '“': '”', '‘': '’' }

/** Words for units of time. */
const times: Readonly<Record<string, string>> = {
  sec: 's', secs: 's', second: 's', seconds: 's', min: 'm', mins: 'm', minute: 'm', minutes: 'm',
  hr: 'h', hrs: 'h', hour: 'h', hours: 'h', day: 'd', days: 'd', week: 'w', weeks: 'w', bp: 'bps',
} // biome-ignore format: a table

/** Characters, numbers and texts. */
export const characters: Cures = {
  HVT1001: (_, at) => sign(at),
  HVT1002: (_, at) => {
    // What closes a bracket at the end of the line is mostly not of the text.
    const [closers = ''] = /[)\]},\s]*$/.exec(textOf(at)) ?? []
    return insert(at, at.span.end - (closers.length < textOf(at).length - 1 ? closers.length : 0), '"')
  },
  HVT1003: (p, at) => replace(at, p.number + p.unit),
  HVT1004: (p, at) => {
    if (/^[A-Z][A-Z0-9_]*$/.test(p.unit)) return replace(at, `${p.number} ${p.unit}`)
    const unit = Object.hasOwn(times, p.unit) ? times[p.unit] : undefined
    return unit === undefined ? undefined : replace(at, p.number + unit)
  },
  HVT1006: (p, at) => replace(at, p.name[0]!.toLowerCase() + p.name.slice(1)),
  HVT1008: (_, at) => insert(at, at.span.start, '\\', 'write the backslash itself: `\\\\`'),
  HVT1009: (p, at) => (p.closed ? replace(at, `\\{${textOf(at).slice(1, -1)}\\}`) : undefined),
}

function sign(at: Site): Fix | undefined {
  const found = textOf(at)
  if (/^[;\u200b\ufeff]+$/.test(found)) return { ...remove(at), title: found[0] === ';' ? 'remove `;`' : 'remove it' }
  const close = Object.hasOwn(quotes, found) ? quotes[found] : undefined
  if (close) return straightQuotes(at, close)
  const meant = Object.hasOwn(signs, found) ? signs[found]! : undefined
  if (meant === undefined) return undefined
  const isWord = /^[a-z]/.test(meant)
  const before = isWord && /\S/.test(at.text[at.span.start - 1] ?? ' ') && at.text[at.span.start - 1] !== '(' ? ' ' : ''
  const after = isWord && /\S/.test(at.text[at.span.end] ?? ' ') ? ' ' : ''
  return replace(at, `${before}${meant}${after}`, `replace by \`${meant}\``)
}

/** `'text'` becomes `"text"`, if it ends on its line and has no such quote inside. */
function straightQuotes(at: Site, close: string): Fix | undefined {
  const { file, end } = at.span
  const rest = /^[^\r\n"]*/.exec(at.text.slice(end))![0].indexOf(close)
  if (rest < 0) return undefined
  const closing = { file, start: end + rest, end: end + rest + 1 }
  const edits = [at.span, closing].map(span => ({ span, text: '"' }))
  return { title: `replace by \`"${at.text.slice(end, closing.start)}"\``, edits }
}
