import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { renderTerminal } from '../../grammar/diagnostics/render/terminal.ts'
import { beginnings } from '../project/beginnings.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `hvt init FOLDER`: writes no file that is there; a strategy of that name ends it before anything is written. */
export async function init(folder: string, to: Terminal): Promise<number> {
  const [strategy] = Object.keys(beginnings)
  const path = join(folder, strategy!)
  const problem = existsSync(path) ? diagnostic('HVT9025', { where: path }, { path }) : begin(folder, to)
  if (problem) {
    to.say(`${renderTerminal([problem], new Map(), to.colour.say)}\n`)
    return 1
  }
  const go = folder === '.' ? '' : `cd ${quoted(folder)} && `
  to.say(`next: ${go}npx hvt backtest ${strategy}\n`)
  return 0
}

function begin(folder: string, to: Terminal): Diagnostic | undefined {
  let path = folder
  try {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(beginnings)) {
      path = join(folder, name)
      if (existsSync(path)) {
        to.say(`${path} is there already, and stays\n`)
        continue
      }
      writeFileSync(path, text, { flag: 'wx' })
      to.say(`${path}\n`)
    }
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return diagnostic('HVT9021', { where: path }, { path, reason: code ?? message })
  }
}

/** As a shell takes it. */
const quoted = (path: string) => (/^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)
