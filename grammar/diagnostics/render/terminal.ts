import { Lines } from '../../source/lines.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { type Excerpt, excerpts } from './excerpt.ts'
import { byPlace } from './order.ts'
import { show } from './width.ts'

/**
 * Diagnostics as text for people, sorted by place, a blank line between them. `sources` has the text of each file by
 * its path; without it a message stands without its lines. Colours are ANSI escapes, and only there when asked for.
 */
export function renderTerminal(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  colour = false,
): string {
  const lines = new Map([...sources].map(([file, text]) => [file, new Lines(text)]))
  const paint = colour ? (style: Style, text: string) => `\x1b[${styles[style]}m${text}\x1b[0m` : plain
  return byPlace(diagnostics)
    .map(d => `${one(d, lines, paint)}\n`)
    .join('\n')
}

const styles = { error: '1;31', warning: '1;33', message: '1', frame: '34' }
type Style = keyof typeof styles
type Paint = (style: Style, text: string) => string
const plain: Paint = (_, text) => text

function one(d: Diagnostic, sources: ReadonlyMap<string, Lines>, paint: Paint): string {
  const parts = excerpts(d, sources)
  const gutter = Math.max(1, ...parts.flatMap(p => p.rows.map(row => String(row.line).length)))
  const out = [`${paint(d.severity, `${d.severity} ${d.code}`)}${paint('message', `: ${safe(d.message)}`)}`]
  if (parts.length === 0 && d.where !== undefined) out.push(`  ${paint('frame', '┌')} ${safe(d.where)}`)
  for (const part of parts) out.push(...excerpt(part, d, gutter, paint))
  for (const text of [d.why, d.help, untold(d)]) if (text) out.push(`  ${safe(text)}`)
  return out.join('\n')
}

/** What the first fix does, unless the cure has told the same. */
function untold({ help, fixes }: Diagnostic): string | undefined {
  const title = fixes?.[0]?.title
  const does = title?.slice(title.indexOf('`'))
  return does === undefined || help.includes(does) ? undefined : `fix: ${title}`
}

function excerpt(part: Excerpt, d: Diagnostic, gutter: number, paint: Paint): string[] {
  const space = ' '.repeat(gutter)
  const place = part.at ? `:${part.at.line}:${part.at.column}` : ''
  const out = [`${space} ${paint('frame', '┌')} ${safe(part.file)}${place}`]
  for (const { line, text, marks } of part.rows) {
    out.push(`${paint('frame', `${String(line).padStart(gutter)} │`)} ${text}`.trimEnd())
    for (const mark of marks) {
      const sign = mark.primary ? '^' : '─'
      const under = sign.repeat(Math.max(1, mark.to - mark.from)) + (mark.text ? ` ${safe(mark.text)}` : '')
      const pointed = paint(mark.primary ? d.severity : 'frame', under)
      out.push(`${space} ${paint('frame', '│')} ${' '.repeat(mark.from)}${pointed}`)
    }
  }
  return out
}

/** Text that cannot disturb a terminal; line ends stay. */
const safe = (text: string): string =>
  text
    .split('\n')
    .map(line => show(line).text)
    .join('\n')
