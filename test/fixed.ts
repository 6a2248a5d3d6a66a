import { expect } from 'vitest'
import type { Diagnostic } from '../grammar/diagnostics/diagnostic.ts'
import { applyFixes } from '../grammar/diagnostics/fixes/apply.ts'

type Run = (text: string) => readonly Diagnostic[]

const told = (d: Diagnostic) => `${d.code} ${d.message}`

/** Told of sound texts only: what is left unused or undecided by a mistake follows from it. */
const ofSound = /^HVT(25|310[2-9])/

/** Of each mistake with a fix: the first fix takes it away and brings nothing that was not told before. */
export function expectFixes(text: string, run: Run, uncovers: readonly string[] = []): void {
  const before = run(text)
  for (const d of before) {
    const [fix] = d.fixes ?? []
    if (!fix) continue
    const mended = applyFixes(text, [fix]).text
    const rest = before.filter(other => other !== d).map(told)
    const after = run(mended).filter(other => !uncovers.includes(other.code) && !ofSound.test(other.code))
    expect(
      after.map(told).filter(one => !rest.includes(one)),
      `after ${fix.title}:\n${mended}`,
    ).toEqual([])
  }
}
