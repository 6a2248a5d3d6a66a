import type { File } from '../ast/index.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { parse } from '../parse.ts'
import { isYaml } from '../source/form.ts'
import { fromYaml } from './read.ts'

/** Reads a file in the form that its name says: YAML (`.yaml`, `.yml`), else the language. Never throws. */
export function read(path: string, text: string): { file: File; diagnostics: readonly Diagnostic[] } {
  return isYaml(path) ? fromYaml(path, text) : parse(path, text)
}
