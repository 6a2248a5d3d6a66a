import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { applyFixes } from '../diagnostics/fixes/apply.ts'

/** What is wrong there is guessed from the tokens around, and so is the fix. */
const guessed = new Set(['HVT1101', 'HVT1102', 'HVT1103', 'HVT1104', 'HVT1106', 'HVT1107', 'HVT1109'])

/** Characters read for trials, at most: each reads the whole text once more. */
const most = 500_000

/**
 * The diagnostics that are told of a text, without the fixes that bring another error, or take none away. `found` are all that
 * were found in it; `read` finds those of another text.
 */
export function tried(
  text: string,
  told: readonly Diagnostic[],
  found: readonly Diagnostic[],
  read: (text: string) => readonly Diagnostic[],
): Diagnostic[] {
  const errors = (of: readonly Diagnostic[]) =>
    of.filter(d => d.severity === 'error').map(d => `${d.code} ${d.message}`)
  const before = errors(found)
  const isBetter = (after: readonly string[]) =>
    after.length < before.length && after.every(message => before.includes(message))
  let left = most
  return told.map(d => {
    const [fix] = d.fixes ?? []
    if (!fix || !guessed.has(d.code)) return d
    left -= text.length
    if (left > 0 && isBetter(errors(read(applyFixes(text, [fix]).text)))) return d
    const { fixes: _, ...rest } = d
    return rest
  })
}
