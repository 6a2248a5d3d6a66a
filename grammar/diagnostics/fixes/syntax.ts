import { expectation } from '../catalogue/shapes.ts'
import { asChoice, type Cures, type Fix, insert, remove, rename, replace, type Site, textOf } from './fix.ts'

/** Brackets, operators and words. */
export const syntax: Cures = {
  HVT1010: (_, at) => brackets(at, at.span.start, at.span.end),
  HVT1011: (p, at) => {
    const between = textOf(at).slice(p.first.length, -p.second.length).trim()
    const oneWay = [p.first, p.second].every(op => op.startsWith('<')) || [p.first, p.second].every(op => op.startsWith('>')) // biome-ignore format: one line
    return oneWay ? insert(at, at.span.end - p.second.length, `and ${between} `) : undefined
  },
  HVT1101: (p, at) => {
    if (p.suggestion) return rename(at, p.found!, p.suggestion)
    if (p.expected === 'end' && /^[([]$/.test(p.found ?? '') && /^[a-z_]\w*$/.test(p.after ?? '')) return touching(at)
    if (p.found === '=' && p.expected === 'end' && comparing.has(p.declaration ?? '')) return replace(at, '==')
    // Of several that may stand here, the first goes on; `parse` tries whether it does.
    const [, wanted] = /^`([^`]+)`/.exec(expectation(p)) ?? []
    if (wanted === undefined || p.found === undefined || p.expected === 'end') return undefined
    if (wanted === '=' && p.found === ':' && at.text[at.span.end] === '=') return remove(at)
    if (wanted === '=' && (p.found === ':' || p.found === '==')) return equals(at)
    return wanted === ',' ? comma(at) : insert(at, at.span.start, `${wanted} `)
  },
  HVT1102: (p, at) => insert(at, at.span.start, p.bracket === '}' ? ' }' : p.bracket),
  HVT1103: (_, at) => remove(at),
  HVT1104: (_, at) => insert(at, at.span.start, ' {'),
  HVT1106: (p, at) => asChoice(rename(at, p.word, `my_${p.word}`)),
  HVT1107: (p, at) => {
    if (p.suggestion) return rename(at, p.found, p.suggestion)
    const letStands = p.block === undefined || p.block === 'each'
    return p.named && letStands && /^[a-z_]/.test(p.found) ? insert(at, at.span.start, 'let ') : undefined
  },
  HVT1108: (_, at) => onLine(at),
  HVT1109: (p, at) => replace(at, p.bracket),
  HVT1203: (p, at) => rename(at, p.found, p.nearest),
  HVT1204: (p, at) => rename(at, p.key, p.nearest),
}

/** Declarations of a condition, in which a second `=` compares. */
const comparing = new Set(['signal', 'require'])

function brackets({ span: { file }, text }: Site, start: number, end: number): Fix {
  const edit = (offset: number, bracket: string) => ({ span: { file, start: offset, end: offset }, text: bracket })
  return { title: `write \`(${text.slice(start, end)})\``, edits: [edit(start, '('), edit(end, ')')] }
}

/** Touches what stands before. */
function comma(at: Site): Fix {
  return insert(at, at.text.slice(0, at.span.start).trimEnd().length, ',')
}

function equals(at: Site): Fix | undefined {
  const touches = /\S/.test(at.text[at.span.start - 1] ?? ' ')
  return replace(at, touches ? ' =' : '=', 'replace by `=`')
}

/** A bracket of a call or an index touches the name before it. */
function touching(at: Site): Fix | undefined {
  const [gap] = /[ \t]+$/.exec(at.text.slice(0, at.span.start)) ?? []
  const title = `let \`${textOf(at)}\` touch the name before it`
  return gap === undefined ? undefined : { ...remove(at, at.span.start - gap.length, at.span.start), title }
}

/** `let x = y on c`, alone on its line. */
function onLine(at: Site): Fix | undefined {
  const begin = Math.max(at.text.lastIndexOf('\n', at.span.start), at.text.lastIndexOf('\r', at.span.start)) + 1
  const [head] = /^\s*(?:let|feature)\s+\w+\s*=\s*/.exec(at.text.slice(begin, at.span.start)) ?? []
  const [rest] = /^on\s+(?:every\s+)?[\w.[\]/]+/.exec(at.text.slice(at.span.start)) ?? []
  if (head === undefined || rest === undefined) return undefined
  const end = at.span.start + rest.length
  const endsLine = /^[ \t]*(?:\/\/|[\r\n}]|$)/.test(at.text.slice(end))
  return endsLine ? brackets(at, begin + head.length, end) : undefined
}
