import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { compile } from '../../../compiler/compile.ts'
import { root, textsOf } from '../../architecture/tree.ts'
import { parts, programsOf } from '../../property/whole/programs.ts'
import { shared } from '../../shared.ts'

export interface Text {
  readonly path: string
  readonly text: string
}

const kept = new Map<string, string | undefined>()

/** Files of the project, beside the strategy or of the standard library. */
export const host = {
  read(path: string): string | undefined {
    if (!kept.has(path)) kept.set(path, textAt(join(root, path)) ?? textAt(join(root, 'compiler', path)))
    return kept.get(path)
  },
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The strategies and examples of the project, and one random strategy of each part of the language. */
export const ours: readonly Text[] = [
  ...[...textsOf(['strategies', 'examples'], /\.hvt$/)].map(([path, text]) => ({ path, text })),
  ...parts.map((part, i) => ({ path: `part${i}.hvt`, text: fc.sample(programsOf(part), { numRuns: 1, seed: 2 })[0]! })),
]

/** The sketches of the language, where they stand beside the project. */
export const designs: readonly Text[] = (shared ? ['sketches', 'examples'] : []).flatMap(name => {
  const folder = join(shared!, 'design', name)
  const files = readdirSync(folder).filter(file => file.endsWith('.hvt'))
  return files.map(file => ({ path: `${name}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
})

export const compiles = ({ path, text }: Text) => compile({ path, text }, host)
