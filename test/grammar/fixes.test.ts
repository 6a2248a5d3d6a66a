import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../grammar/diagnostics/diagnostic.ts'
import { applyFixes } from '../../grammar/diagnostics/fixes/apply.ts'
import { parse } from '../../grammar/parse.ts'
import { fromYaml } from '../../grammar/yaml/read.ts'
import { toYaml } from '../../grammar/yaml/write.ts'
import { apply, mutation, random } from './mutations.ts'
import { representative } from './representative.ts'
import { representativeTrading } from './representative_trading.ts'

const sources = [
  { name: 'streams', source: representative, seed: 700 },
  { name: 'trading', source: representativeTrading, seed: 701 },
]

/** A text after each first fix of its mistakes, alone. */
function mended(text: string, found: readonly Diagnostic[]): string[] {
  return found.flatMap(({ fixes }) => (fixes?.[0] ? [applyFixes(text, [fixes[0]]).text] : []))
}

describe.each(sources)('$name', ({ source, seed }) => {
  test('of 200 mutations of a token: no fix brings an error, and 95 % take one away from those that are told', () => {
    const next = random(seed)
    let all = 0
    const kept: string[] = []
    for (let i = 0; i < 200; i++) {
      const text = apply(source, mutation(source, next))
      const { diagnostics } = parse('a.hvt', text)
      for (const one of mended(text, diagnostics)) {
        const after = parse('a.hvt', one).diagnostics
        expect(after.length, `seed ${seed}, mutation ${i}:\n${one}`).toBeLessThanOrEqual(diagnostics.length)
        all++
        // One that stood behind another on its line is told now.
        if (after.length === diagnostics.length) kept.push(`${i}: ${after.map(d => d.message).join('; ')}`)
      }
    }
    expect(all).toBeGreaterThan(25)
    expect(kept.length / all, `seed ${seed}\n${kept.join('\n')}`).toBeLessThanOrEqual(0.05)
  })

  test('fixes applied in rounds come to an end, in YAML too, and lie within the text', () => {
    const yaml = toYaml(parse('a.hvt', source).file)
    const next = random(seed + 10)
    for (let i = 0; i < 40; i++) {
      const inYaml = i % 2 === 1
      let text = inYaml ? cut(yaml, next) : apply(source, mutation(source, next))
      let rounds = 0
      for (let applied = 1; applied > 0; rounds++) {
        const { diagnostics } = inYaml ? fromYaml('a.yaml', text) : parse('a.hvt', text)
        const fixes = diagnostics.flatMap(d => d.fixes ?? [])
        for (const { span } of fixes.flatMap(fix => fix.edits)) {
          expect(0 <= span.start && span.start <= span.end && span.end <= text.length, `seed ${seed + 10}, ${i}`).toBe(
            true,
          )
        }
        const result = applyFixes(text, fixes)
        text = result.text
        applied = result.applied.length
        expect(rounds, `seed ${seed + 10}, ${i}:\n${text}`).toBeLessThan(20)
      }
    }
  })
})

/** A character of a text replaced by one that is mostly wrong there. */
function cut(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length)
  const by = ['', ';', '&&', '(', ')', ' m', "'", 'x'][Math.floor(next() * 8)]!
  return text.slice(0, at) + by + text.slice(at + 1)
}
