import type { Fix } from './fix.ts'

interface Applied {
  readonly text: string
  readonly applied: readonly Fix[]
}

/** A text with those fixes of it applied, first come first, that do not overlap; and which those are. */
export function applyFixes(text: string, fixes: readonly Fix[]): Applied {
  const taken: Fix['edits'][number][] = []
  const applied: Fix[] = []
  for (const fix of fixes) {
    const { edits } = fix
    if (edits.some(({ span: a }) => taken.some(({ span: b }) => a.start <= b.end && b.start <= a.end))) continue
    taken.push(...edits)
    applied.push(fix)
  }
  let result = text
  for (const { span, text: by } of taken.toSorted((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + by + result.slice(span.end)
  }
  return { text: result, applied }
}
