import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.git', '.hvt'])

/** Texts of all files of ours below `folders` whose path matches, by path from the root with `/`, in text order. */
export function textsOf(folders: readonly string[], matching: RegExp): ReadonlyMap<string, string> {
  const paths = folders.flatMap(folder => filesBelow(folder)).filter(path => matching.test(path))
  return new Map(paths.sort().map(path => [path, readFileSync(join(root, path), 'utf8')]))
}

/** Paths of the files below a folder ('.' is the root); none where it does not exist. */
export function filesBelow(folder: string): string[] {
  return entries(folder).flatMap(entry => {
    if (notOurs.has(entry.name)) return []
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function entries(folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A JSON file of the project. */
export const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))
