import type { Block } from '../architecture/docs.ts'

/** What a reader of a page does, in order: writes a file, or runs commands and sees what they say. */
export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly file: string; readonly text: string }
  | {
      readonly kind: 'run'
      readonly line: number
      readonly script: string
      readonly exit: number
      readonly says?: string | undefined
    }

/** The steps of a page. A block of `text` behind one of `sh` is what its commands say; lines of `npm` are the reader's own. */
export function steps(blocks: readonly Block[]): Step[] {
  return blocks.flatMap(({ language, file, text, line, exit = 0 }, i): Step[] => {
    if (file !== undefined) return [{ kind: 'file', line, file, text }]
    if (language !== 'sh') return []
    const script = text.replaceAll(/^npm .*\n/gm, '')
    const next = blocks[i + 1]
    const says = next?.language === 'text' && next.file === undefined ? next.text : undefined
    return script.trim() === '' ? [] : [{ kind: 'run', line, script, exit, says }]
  })
}

/** Whether a page shows what was said: `…` stands for anything in a line, a line of it alone for any lines. */
export function shows(page: string, said: string): boolean {
  const escaped = trimmed(page).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replaceAll(/^ *…\n/gm, '(?:.*\\n)*?').replaceAll('…', '.*')
  return new RegExp(`^${pattern}$`).test(trimmed(said))
}

const trimmed = (text: string) => `${text.replaceAll(/[ \t]+$/gm, '').trim()}\n`
