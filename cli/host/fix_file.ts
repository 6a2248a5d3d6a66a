import type { Compiled } from '../../compiler/compile.ts'
import type { Code } from '../../grammar/diagnostics/catalogue/index.ts'
import type { Diagnostic, Fix } from '../../grammar/diagnostics/diagnostic.ts'
import { applyFixes } from '../../grammar/diagnostics/fixes/apply.ts'
import { byPlace } from '../../grammar/diagnostics/render/order.ts'
import { Lines } from '../../grammar/source/lines.ts'
import { checkFile, checkText } from './check_file.ts'
import { writeStrategy } from './write_strategy.ts'

/** A fix that was applied; its place is that of the text at the time. */
export interface Applied {
  readonly code: Code
  readonly title: string
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A mistake hides others, so fixes are applied in rounds; one that brings back another ends some time. */
const mostRounds = 100

/** Checks a file, applies the fixes of it that leave nothing to choose until there are none, and writes it if it changed. */
export function fixFile(file: string): { readonly compiled: Compiled; readonly applied: readonly Applied[] } {
  let compiled = checkFile(file)
  const before = compiled.sources.get(file)
  let text = before
  const applied: Applied[] = []
  for (let round = 0; round < mostRounds && text !== undefined; round++) {
    const found = new Map(byPlace(compiled.diagnostics).flatMap(d => entryOf(d, file)))
    if (found.size === 0) break
    const lines = new Lines(text)
    const next = applyFixes(text, [...found.keys()])
    for (const fix of next.applied) {
      const at = lines.at(fix.edits[0]!.span.start)
      applied.push({ code: found.get(fix)!.code, title: fix.title, file, ...at })
    }
    text = next.text
    compiled = checkText(file, text)
  }
  const problem = text === undefined || text === before ? undefined : writeStrategy(file, text)
  if (!problem) return { compiled, applied }
  return { compiled: { diagnostics: [problem], sources: new Map() }, applied: [] }
}

/** Whether `--fix` would mend it. */
export const isMendable = (d: Diagnostic, file: string): boolean => entryOf(d, file).length > 0

function entryOf(d: Diagnostic, file: string): (readonly [Fix, Diagnostic])[] {
  const [fix] = d.fixes ?? []
  return fix && !fix.choice && fix.edits.every(edit => edit.span.file === file) ? [[fix, d]] : []
}
