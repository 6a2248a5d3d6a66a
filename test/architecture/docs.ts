import { posix } from 'node:path'

/** A fenced block: ```` ```hvt error=HVT2031 ```` has the language `hvt` and announces `HVT2031`. */
export interface Block {
  readonly language: string
  /** Codes that the block must raise; none: it must be clean. */
  readonly announces: readonly string[]
  /** Of ```` ```yaml file=market.yaml ````: where the block is to stand for the commands after it. */
  readonly file?: string | undefined
  /** Of ```` ```sh exit=1 ````. */
  readonly exit?: number | undefined
  readonly text: string
  /** Of its first line of text, from 1. */
  readonly line: number
}

/** The fenced blocks of a Markdown document. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = []
  let open: { fence: string; info: string; line: number; lines: string[] } | undefined
  for (const [i, line] of markdown.split('\n').entries()) {
    const fence = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(line)
    if (!open && fence) open = { fence: fence[1]!, info: fence[2]!.trim(), line: i + 2, lines: [] }
    else if (open && fence && fence[2] === '' && fence[1]!.startsWith(open.fence)) {
      found.push(block(open.info, open.lines, open.line))
      open = undefined
    } else open?.lines.push(line)
  }
  return found
}

function block(info: string, lines: readonly string[], line: number): Block {
  const announces = /\berror=(\S+)/.exec(info)?.[1]?.split(',') ?? []
  const file = /\bfile=(\S+)/.exec(info)?.[1]
  const exit = /\bexit=(\d+)/.exec(info)?.[1]
  return {
    language: info.split(/\s/)[0]!,
    announces: announces.sort(),
    text: `${lines.join('\n')}\n`,
    line,
    ...(file !== undefined && { file }),
    ...(exit !== undefined && { exit: Number(exit) }),
  }
}

/** Relative links of a document that lead nowhere; `files` has every path of the project and the text of its documents. */
export function brokenLinks(path: string, files: ReadonlyMap<string, string>): string[] {
  const links = [...prose(files.get(path)!).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)/gm)]
  return links.flatMap(([, inline, reference]) => {
    const link = inline ?? reference!
    if (/^[a-z]+:/i.test(link)) return []
    const [file, anchor] = link.split('#') as [string, string | undefined]
    const to = file === '' ? path : posix.join(posix.dirname(path), file).replace(/\/$/, '')
    const isFolder = [...files.keys()].some(other => other.startsWith(`${to}/`))
    if (!files.has(to) && !isFolder) return [`${path}: ${link} is not there`]
    return anchor && !anchors(files.get(to) ?? '').has(anchor) ? [`${path}: ${link} names no heading`] : []
  })
}

/** Without code, in blocks or within a line. */
const prose = (markdown: string) => markdown.replace(/^\s*(`{3,})[\s\S]*?^\s*\1/gm, '').replace(/`[^`\n]*`/g, '')

/** As GitHub makes them from headings. */
function anchors(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#{1,6}\s+(.*)$/gm)].map(([, heading]) => heading!)
  return new Set(
    headings.map(h =>
      h
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  )
}

/** `{ program: 'hvt', command: 'check' }` and the like, for the `hvt` and `npm` calls of a document's shell blocks. */
export function shellCalls(markdown: string): { program: 'hvt' | 'npm'; command: string; line: number }[] {
  return blocks(markdown)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, line }) => text.split('\n').map((code, i) => ({ code, line: line + i })))
    .flatMap(({ code, line }) =>
      [...code.replace(/#.*/, '').matchAll(/(?:^|&&|\||;)\s*(?:npx\s+)?(hvt|npm)\s+(?:run\s+)?([a-z][\w-]*)/g)].map(
        ([, program, command]) => ({ program: program as 'hvt' | 'npm', command: command!, line }),
      ),
    )
}
