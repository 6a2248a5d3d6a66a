import type { File } from '../ast/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { parse } from '../parse.ts'
import { fromYaml } from './read.ts'

export const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)

/** Reads a file in the form that its name says: YAML (`.yaml`, `.yml`), else the language. Never throws. */
export function read(path: string, text: string): { file: File; diagnostics: readonly Diagnostic[] } {
  return isYaml(path) ? fromYaml(path, text) : parse(path, text)
}
