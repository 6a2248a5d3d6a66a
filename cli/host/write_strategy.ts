import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'

/** Puts a text in the place of a file's, or makes the file; whole or not at all. What went wrong otherwise. Links and rights stay. */
export function writeStrategy(path: string, text: string): Diagnostic | undefined {
  /** Once it is there. */
  let part: string | undefined
  try {
    const file = existsSync(path) ? realpathSync(path) : path
    const mode = existsSync(file) ? statSync(file).mode : 0o666
    const handle = openSync(`${file}.part`, 'w', mode)
    part = `${file}.part`
    try {
      writeFileSync(handle, text)
    } finally {
      closeSync(handle)
    }
    renameSync(part, file)
    return undefined
  } catch (error) {
    if (part !== undefined) rmSync(part, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    return diagnostic('HVT9019', { where: path }, { path, reason: code ?? message })
  }
}
