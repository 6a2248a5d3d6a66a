import { readFileSync } from 'node:fs'
import type { Host } from '../../compiler/resolve/modules.ts'
import { readStrategy } from './read_strategy.ts'

/** Beside the built command, beside the chunk that this may be part of, or in the source tree. */
const folders = ['./', '../', '../../compiler/']

/** Where the compiler finds files on this machine: `std/NAME.hvt` comes with HVT, any other path is the user's. */
export const host: Host = {
  read(path) {
    if (!/^std\/\w+\.hvt$/.test(path)) {
      const found = readStrategy(path)
      return 'text' in found ? found.text : undefined
    }
    for (const folder of folders) {
      const text = readIfThere(new URL(folder + path, import.meta.url))
      if (text !== undefined) return text
    }
    return undefined
  },
}

function readIfThere(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
