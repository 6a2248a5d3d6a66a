import { readFileSync } from 'node:fs'
import type { Assets } from '../../report/page.ts'

/** Beside the chunk that this is part of, and beside the built command. */
const folders = ['./', '../']

/** What `npm run build` makes of `report/browser`. */
export function assets(): Assets {
  return { script: read('report.js'), style: read('report.css') }
}

function read(name: string): string {
  for (const folder of folders) {
    try {
      return readFileSync(new URL(folder + name, import.meta.url), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`${name} is missing beside the command`)
}
