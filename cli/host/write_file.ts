import { writeFileSync } from 'node:fs'
import { type Diagnostic, diagnostic } from '../../grammar/diagnostics/diagnostic.ts'

/** Writes what a command made to the file that it was told; why that failed, if it did. */
export function writeOutput(path: string, content: string | Uint8Array): Diagnostic | undefined {
  try {
    writeFileSync(path, content)
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return diagnostic('HVT9021', { where: path }, { path, reason: code ?? message })
  }
}
