import { readFileSync } from 'node:fs'
import type { Host } from '../../compiler/resolve/modules.ts'
import { findPackage } from './packages.ts'

/** Beside the built command, beside the chunk that this may be part of, or in the source tree. */
const folders = ['./', '../', '../../compiler/']

/** What a strategy may name: other files of the language, tables, operators. */
const readable = /\.(hvt|ya?ml|csv|ts)$/i

/** Where the compiler finds files on this machine: `std/NAME.hvt` comes with HVT, others are relative to the working folder. */
export const host: Host = {
  read(path) {
    if (!/^std\/\w+\.hvt$/.test(path)) return readable.test(path) ? readIfThere(path) : undefined
    for (const folder of folders) {
      const text = readIfThere(new URL(folder + path, import.meta.url))
      if (text !== undefined) return text
    }
    return undefined
  },
  package: findPackage,
}

function readIfThere(url: URL | string): string | undefined {
  try {
    return readFileSync(url, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
